//! Somebody's posts, as Medium and its like write them into a feed.

/// Who writes, and what.
#[derive(Debug, Clone, Default)]
pub(crate) struct Blog {
    /// As the service makes it of the writer's name.
    pub(crate) title: String,
    pub(crate) author: String,
    /// The writer's page.
    pub(crate) page: String,
    /// Newest first.
    pub(crate) entries: Vec<Entry>,
}

/// One post.
#[derive(Debug, Clone, Default)]
pub(crate) struct Entry {
    pub(crate) title: String,
    pub(crate) url: String,
    /// RFC 2822.
    pub(crate) published: String,
    pub(crate) tags: Vec<String>,
    pub(crate) text: String,
}

impl Blog {
    /// RSS with the whole text of each post.
    pub(super) fn rss(&self) -> String {
        let items: String = self.entries.iter().map(|entry| self.item(entry)).collect();
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">\
             <channel><title><![CDATA[{}]]></title><link>{}</link>{items}</channel></rss>",
            self.title, self.page
        )
    }

    fn item(&self, entry: &Entry) -> String {
        let tags = entry
            .tags
            .iter()
            .map(|tag| format!("<category><![CDATA[{tag}]]></category>"));
        format!(
            "<item><title><![CDATA[{}]]></title><link>{}</link><dc:creator><![CDATA[{}]]></dc:creator>\
             <pubDate>{}</pubDate>{}<content:encoded><![CDATA[<p>{}</p>]]></content:encoded></item>\n",
            entry.title,
            entry.url,
            self.author,
            entry.published,
            tags.collect::<String>(),
            entry.text,
        )
    }
}
