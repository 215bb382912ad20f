//! Businesses that Chinese text tells of: it has no spaces between words, so that each is looked for anywhere.

use crate::extract::cues::Cues;

/// A word, and the business that it is of.
const WORDS: &[(&str, &str)] = &[
    ("广告", "advertising-marketing"),
    ("营销", "advertising-marketing"),
    ("运营商", "telecommunications"),
    ("电信", "telecommunications"),
    ("移动通信", "telecommunications"),
    ("通信信息", "telecommunications"),
    ("宽带", "telecommunications"),
    ("银行", "banking"),
    ("证券", "banking"),
    ("基金", "banking"),
    ("支付", "fintech-payments"),
    ("保险", "insurance"),
    ("电商", "e-commerce-retail"),
    ("商城", "e-commerce-retail"),
    ("零售", "e-commerce-retail"),
    ("医院", "healthcare"),
    ("医疗", "healthcare"),
    ("在线教育", "education"),
    ("教务", "education"),
    ("游戏", "gaming"),
    ("物流", "logistics-supply-chain"),
    ("快递", "logistics-supply-chain"),
    ("仓储", "logistics-supply-chain"),
    ("汽车", "automotive"),
    ("自动驾驶", "automotive"),
    ("酒店", "hospitality-travel"),
    ("旅游", "hospitality-travel"),
    ("区块链", "blockchain-web3"),
    ("政务", "government-public-sector"),
    ("电网", "energy"),
    ("新能源", "energy"),
    ("房产", "real-estate"),
    ("外卖", "food-delivery"),
    ("卫星", "aerospace-defense"),
    ("航天", "aerospace-defense"),
    ("半导体", "manufacturing-industrial"),
    ("智能制造", "manufacturing-industrial"),
];

const fn words<const N: usize>(pairs: &[(&'static str, &'static str)]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut index = 0;
    while index < N {
        words[index] = pairs[index].0;
        index += 1;
    }
    words
}

static ALL: [&str; WORDS.len()] = words(WORDS);

/// Returns the business of each such word of a text, as often as it stands there.
pub(super) fn businesses(text: &str) -> impl Iterator<Item = &'static str> + '_ {
    static CUES: Cues = Cues::new(&ALL);
    let found = CUES.all_in(text);
    found.filter_map(|(_, word)| WORDS.iter().find(|(known, _)| *known == word).map(|(_, id)| *id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_spaces_tell_of_businesses() {
        let found: Vec<_> = businesses("面向广告主的平台，服务于运营商").collect();
        assert_eq!(found, ["advertising-marketing", "telecommunications"]);
        assert_eq!(businesses("一个织布工具").count(), 0);
    }
}
