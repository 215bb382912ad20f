//! Words that tell schools and degrees.

use std::sync::LazyLock;

use crate::extract::phrases::Phrases;
use crate::extract::sections::fold;

/// Words that make a line name a school, parted by `|`.
const SCHOOLS: &str = "university|universität|universitat|université|universite|universidad|universidade|università|universita|universitas|college|\
     institute|institut|instituto|istituto|school|academy|polytechnic|politecnico|politechnika|polytechnique|hochschule|école|\
     ecole|faculty|iit|iiit|nit|mit|bootcamp|lycée|gymnasium|fachhochschule|escola|escuela|facultad|faculdade|technion|academia|\
     vidyalaya|uni|eth|epfl|universiteit|hogeschool|univ|centro universitário|conservatory|seminary|iim|bits|vit|liceo|udacity|\
     coursera|edx|codecademy|freecodecamp|general assembly|le wagon|stanford|harvard|carnegie mellon|caltech|georgia tech|\
     virginia tech|uc berkeley|uc davis|uc irvine|uc san diego|uc santa barbara|uc santa cruz|ucla|ucsd|uiuc|tu berlin|\
     tu darmstadt|tu delft|tu dresden|tu munich|tu wien|rwth|ku leuven|uclouvain|ntnu|kth|kaist|postech|unicamp|ufmg|ufrj|insa|\
     epita|epitech|ensimag|feup|mipt|itmo|vjti|coep|universitet|universitetet|univerzita|univerzitet|uniwersytet|universitatea|\
     üniversitesi|üniversite|yliopisto|ülikool|egyetem|sveučilište|politehnica|politechnic|politécnica|politécnico|politecnica|\
     tecnológico|högskola|högskolan|høgskole|høyskole|cégep|cegep|iut|centralesupélec|centralesupelec|supélec|supinfo|esilv|esiee|\
     enseeiht|enseirb|ensta|hec paris|telecom paris|télécom paris|insat|utn|itba|unam|itesm|tec de monterrey|puc minas|puc rio|\
     puc sp|usp|ufrgs|ufpe|ufsc|ufpr|utfpr|ufba|ufrn|ufscar|unesp|fatec|senac|senai|fiap|cmu|nyu|ut austin|penn state|ohio state|\
     michigan state|oregon state|arizona state|texas a and m|purdue|cornell|dartmouth|rutgers|rensselaer|mcgill|tu graz|\
     tu münchen|tu braunschweig|tu dortmund|fu berlin|hu berlin|dhbw|htw|lmu|nus|hkust|cuhk|iisc|nitk|dtu|nsut|jntu|jntuh|vtu|\
     kiit|sppu|buet|lums|nust|hcmut|itb|ugm|flatiron|hack reactor|hackbright|ironhack|thinkful|codesmith|holberton|openclassrooms|\
     rocketseat|microverse|altschool|fullstack academy|devmountain|nucamp|universidades|universiti|högskolor|høgskolen|høyskolen|\
     folkehøgskole|fagskole|fagskolen|videregående skole|videregående|gymnas|gymnasiet|gymnasieskola|gymnasieskolan|skole|skolen|\
     skolan|lukio|lyseo|ammattikorkeakoulu|ammattiopisto|korkeakoulu|lisesi|anadolu lisesi|meslek lisesi|gymnázium|gimnázium|\
     gimnazjum|gimnazija|gimnasio|liceum|liceul|lyceum|lycee|technikum|szkoła|politehnika|akademia|akademija|akadémia|fakulta|\
     fakultät|fakultet|fakulteta|vysoká škola|vysoké učení|střední škola|střední průmyslová|univerza|univerzitetu|visoka škola|\
     masarykova|čvut|cvut|všb|vut v brně|zču|elte|szegedi|colegio|colégio|cinvestav|uaslp|instituto politécnico|\
     universidad politécnica|upm|upv|uned|uoc|uab|uc3m|cifp|cefet|etec|ifsp|ifce|ifba|ifrn|ifsul|pucrs|puc campinas|ufabc|ufv|\
     ufla|ufsm|ufpb|uerj|uff|uel|udesc|unisinos|anhanguera|ensias|inpt|ensam|enset|usthb|est fès|esgi|epsi|insa lyon|mines paris|\
     mines paristech|cnam|afpa|knust|unilag|wits|makerere|strathmore|ashesi|stellenbosch|unisa|uct|ucd|tcd|tu dublin|lse|ucl|kcl|\
     imperial college london|uwe|umist|abertay|uclan|rmit|unsw|uts|auckland university|naist|jaist|tokyo tech|waseda|keio|\
     osaka university|snu|yonsei|hanyang|sogang|ntu|nctu|nthu|ncku|tsinghua|fudan|zhejiang|sjtu|ustc|hanoi university|hcmus|vnu|\
     chulalongkorn|kmutt|mapúa|dlsu|ateneo|feu tech|binus|telkom university|srm|manipal|lpu|symbiosis|xlri|bits pilani|jadavpur|\
     iiest|rvce|msrit|bmsce|cet trivandrum|cusat|kendriya vidyalaya|vidya mandir|vidyapeeth|vidyamandir|vidyalayam|vidya bhavan|\
     fast nuces|nuces|uet|comsats|giki|iba karachi|kuet|ruet|cuet|aiub|moratuwa|sliit|iut dhaka|technological university|ies|itis|\
     itet|cpifp|smk negeri|sma negeri|pu college|boğaziçi|bogazici|odtü|metu|bilkent|sabancı|koç university|itü|sharif|\
     tehran polytechnic|bgu|idc herzliya|ain shams|kfupm|kaust|tu eindhoven|tu hamburg|tu ilmenau|tu chemnitz|tu kaiserslautern|\
     tu sofia|tu freiberg|tu clausthal|th köln|fh aachen|fh joanneum|fh technikum wien|hs esslingen|zhaw|fhnw|hslu|heig vd|htl|\
     berufskolleg|kolleg|kit karlsruhe|karlsruhe institute|ku eichstätt|vub|ulb|ugent|uliege|howest|odisee|fontys|avans|saxion|\
     hanze|hogescholen|sup de co|risd|calarts|digipen|full sail|rit|wpi|njit|sjsu|sdsu|csulb|csuf|cal poly|cal state|suny|cuny|\
     umass|umd|umich|uw madison|ucf|ncsu|gatech|ut dallas|utd|baylor|lsu|mcmaster|ubc|sfu|uvic|uwaterloo|ualberta|ryerson|\
     polytechnique montréal|éts montréal|uqam|bcit|nait|sheridan|42 paris|42 school|42 wolfsburg|école 42|ecole 42|makers academy|\
     turing school|app academy|launch school|dev bootcamp|lambda school|bloomtech|northcoders|code institute|codeclan|\
     wild code school|spiced academy|neue fische|epicodus|tech elevator|simplilearn|great learning|upgrad|masai school|\
     scaler academy|newton school|coding ninjas|geekster|kodluyoruz|digital house|coderhouse|soy henry|henry bootcamp|laboratoria|\
     alura|kenzie academy|generation brasil|labenu|desafio latam|holberton school|ada developers academy|recurse center|\
     generation usa|year up|per scholas|ada tech|western governors|national open university|open university|community college|turku uas|tampere uas|laurea uas|lab uas|oulu uas|metropolia|haaga helia|jamk|savonia|tamk|xamk|hamk|\
     udelar|ort uruguay|uniandes|utfsm|usach|pucp|unmsm|espol|usfq|unlp|uade|ucema|udea|univalle|tecsup|inatel|cesupa|mirea|\
     mephi|bmstu|spbu|spbstu|nsu novosibirsk|университет|институт|академия|колледж|техникум|училище|лицей|гимназия|мгу|мгту|мфти|\
     мифи|спбгу|вшэ|итмо|університет|інститут|академія|коледж|технікум|ліцей|універзитет|факултет|университетът|гимназија|\
     vpts|viser|vtš|etf beograd|ftn novi sad|singidunum|academie|akademi|hogent|arteveldehogeschool|karel de grote|thomas more|ehb|pxl|\
     πανεπιστήμιο|πολυτεχνείο|εμπ|אוניברסיטת|הטכניון|جامعة|đại học|cao đẳng|trường|universitas indonesia|politeknik";

/// Words that make a text name a degree or a field, parted by `|`.
const DEGREES: &str = "bachelor|bachelors|master|masters|bsc|msc|b sc|m sc|b s|m s|bs|ms|ba|ma|b a|m a|phd|ph d|doctor|doctorate|btech|b tech|mtech|\
     m tech|be|b e|b eng|beng|meng|m eng|mba|diploma|degree|associate|bca|mca|licence|licenciatura|laurea|diplom|certificate|\
     minor|major|computer science|engineering|grado|graduação|baccalaureate|high school|bac|hsc|ssc|ingénieur|mathematics|\
     specialist|cse|graduate diploma|informatik|dut|bts|postgraduate|informatics|technologist|tecnólogo|bcom|bsc hons|bfa|b com|\
     nanodegree|nanodegrees|associates|aas|a a s|bba|b b a|bse|bsee|bscs|mscs|basc|b a sc|bcomp|b comp|bmath|b math|mphil|m phil|\
     dphil|mres|msci|mmath|mfa|magister|máster|maestría|mestrado|doutorado|doctorado|doctorat|bacharelado|bachillerato|ingeniería|\
     engenharia|licencjat|magistr|abitur|matura|a levels|gcse|gcses|undergraduate|erasmus|exchange semester|exchange student|\
     exchange program|exchange programme|semester abroad|auslandssemester|study abroad|visiting student|vocational training|\
     vocational|berufsausbildung|fachinformatiker|coding bootcamp|nvq|hnd|hnc|btec|o levels|igcse|gce a l|leaving certificate|\
     national diploma|higher national diploma|higher diploma|advanced diploma|higher secondary|senior secondary|\
     secondary school certificate|pre university|class xii|class 12|class 10|icse|bbit|bbm|bit hons|bict|b ed|b arch|b des|\
     b pharm|m des|m arch|m ed|m pharm|msis|mism|emba|pgdm|pgd|pg diploma|pgce|dual degree|b f a|m f a|b p s|integrated m tech|\
     integrated masters|ba hons|beng hons|btec extended diploma|foundation degree|postdoctorate|bachelor s|master s|licentiate|\
     kandidatexamen|civilingenjör|civilingeniør|högskoleingenjör|högskoleexamen|sivilingeniør|bachelorgrad|mastergrad|\
     diplomingenieur|dipl ing|dipl inf|dipl inform|staatsexamen|fachabitur|fachhochschulreife|allgemeine hochschulreife|\
     hochschulreife|mittlere reife|realschulabschluss|maturité|berufsmatura|fachinformatikerin|it systemelektroniker|\
     mediengestalter|mechatroniker|umschulung|mbo|vwo|havo|propedeuse|kandidaats|doctorandus|baccalauréat|bac pro|licence pro|\
     diplôme d ingénieur|cycle d ingénieur|cycle ingénieur|cycle préparatoire|classes préparatoires|classe préparatoire|cpge|\
     deust|deug|dess|maîtrise|mastère|bachelier|laurea magistrale|laurea triennale|perito informatico|diploma di maturità|\
     maturità|dottorato|licenciado|licenciada|técnico superior|tecnicatura|tecnicatura universitaria|bachiller|diplomado|\
     diplomatura|posgrado|maestria|magíster|grado superior|grado medio|ciclo formativo|bacharel|técnico em|pós graduação|\
     ensino médio|curso técnico|inżynier|mgr inż|magisterka|technik informatyk|bakalář|bakalar|inžinier|inženýr|maturita|\
     diplomirani inženjer|inženjer|magistar|magistrica|magistra|mérnökinformatikus|programtervező informatikus|diploma inginer|\
     inginer|licență|masterat|lisans|yüksek lisans|ön lisans|diplomi insinööri|insinööri|tradenomi|maisteri|kandidaatti|\
     ylioppilas|datanomi|бакалавр|магистр|аспирантура|學士|学士|碩士|硕士|修士|博士|本科|专科|大专|中专|研究生|双学位|学士学位|硕士学位|博士学位|全日制本科|统招本科|高専|학사|석사|박사|sarjana|cử nhân|kỹ sư|thạc sĩ|class x|hbo ict|\
     hbo informatica|hbo bachelor|hbo elektrotechniek|hbo software engineering|pre university course|dipl ing fh";

pub(in crate::extract) fn is_school(text: &str) -> bool {
    static WORDS: LazyLock<Phrases<()>> =
        LazyLock::new(|| Phrases::new(SCHOOLS.split('|').map(|word| (word, ()))));
    if text.split_ascii_whitespace().nth(SCHOOL_WORDS).is_some() {
        return false;
    }
    let folded = fold(text);
    // In German and Dutch the word is the end of a longer one.
    let compound = |word: &str| word.len() > 7 && COMPOUNDS.iter().any(|end| word.ends_with(end));
    let ends = || {
        let mut words = folded.split_ascii_whitespace();
        words.any(|word| compound(word) || !word.is_ascii() && is_asian_school(word))
    };
    let high_school_diploma = || folded.contains("diploma") && !folded.contains("univers");
    (WORDS.is_in(&folded) || ends()) && !high_school_diploma()
}

/// The most words of a school's name, with what stands beside it.
const SCHOOL_WORDS: usize = 12;

/// "临川大学", "한빛대학교": a name with a word for a school at its end, and no part of one.
fn is_asian_school(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "大学",
        "大學",
        "学院",
        "學院",
        "专科学校",
        "技术学校",
        "高级中学",
        "中学",
        "技校",
        "专门学校",
        "専門学校",
        "高等学校",
        "高校",
        "大学院",
        "대학교",
        "대학원",
        "고등학교",
        "대학",
    ];
    const PARTS: &[&str] = &[
        "计算机",
        "软件",
        "信息",
        "商",
        "文",
        "理",
        "工",
        "法",
        "经济",
        "管理",
        "数学",
        "在",
        "本科",
        "毕业于",
    ];
    let name = ENDS.iter().find_map(|end| word.strip_suffix(end));
    let plain = |letter: char| letter.is_alphanumeric();
    name.is_some_and(|name| {
        let letters = name.chars().count();
        (2..=10).contains(&letters) && name.chars().all(plain) && !PARTS.contains(&name)
    })
}

/// Ends of words that name a school, folded.
const COMPOUNDS: &[&str] = &[
    "schule",
    "universitat",
    "akademie",
    "universiteit",
    "hogeschool",
    "hogescholen",
    "gymnasium",
    "gymnasiet",
    "hogskolan",
    "hogskola",
    "skolen",
    "skolan",
    "大学",
    "大學",
    "学院",
    "學院",
];

/// Says whether a line tells of a school or a degree.
pub(in crate::extract) fn is_learning(text: &str) -> bool {
    is_school(text) || is_degree(text)
}

pub(in crate::extract) fn is_degree(text: &str) -> bool {
    static WORDS: LazyLock<Phrases<()>> =
        LazyLock::new(|| Phrases::new(DEGREES.split('|').map(|word| (word, ()))));
    // Behind a comma these are Massachusetts and its neighbors.
    let place = matches!(text, "MA" | "MS" | "BA");
    // Those of a firm: "Quill & Associates".
    let partners = || text.contains("& Associates") || text.contains("and Associates");
    !place && WORDS.are_in(text) && !partners()
}
