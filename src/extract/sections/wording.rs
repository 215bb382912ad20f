//! How people word the headings of a profile's parts.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Section, fold};
use crate::extract::phrases::Phrases;

/// Whole headings, folded as [`super::fold`] does, parted by `|`.
const EXACT: &[(Section, &str)] = &[
    (
        Section::Skills,
        "tools i use|technologies i use|things i work with|technical proficiency|technologies i work with|tools i work with|tech i work with|languages and technologies|skills and tools|skills and technologies|skills and expertise|tools and skills|technologies and skills|computer skills|it skills|software skills|hard skills|programming skills|programming|technology stack|technologies used|technical proficiencies|technical competencies|technical expertise|skills summary|skills overview|favourite tools|favorite tools|skills|skill|skill set|skillset|tech stack|techstack|technical skills|stack|tools|\
         technologies|tech|toolbox|toolkit|arsenal|languages and tools|programming languages|\
         languages and frameworks|frameworks|expertise|competencies|what i use|i know use|\
         proficiencies|specialties|technical|my tools|coding|platforms|databases|libraries|backend|\
         frontend|front end|back end|devops|cloud|tooling|languages frameworks|keywords|\
         core strengths|infrastructure|what i know|things i use|things i know|i code with|tech i use|\
         technology|daily drivers|favorite languages|software|testing|web development|\
         mobile development|data science|machine learning|design|version control|operating systems|\
         hosting|ides|other tools|what i work with|platform and technologies|platforms and technologies|tools and technologies|technologies and tools|stuff i know|i work with|tools of the trade|\
         areas of expertise|competences|competences techniques|kenntnisse|fahigkeiten|\
         technische kenntnisse|it kenntnisse|habilidades|competencias|competencias tecnicas|\
         conocimientos|competenze|competenze tecniche|vaardigheden|\
         技能|专业技能|技术栈|技能清单|技术清单|技能特长|スキル|技術スタック|기술 스택|기술|навыки|ключевые навыки|технологии|umiejetnosci|umiejętności|tecnologias|tecnologie|technologien|\
         habilidades tecnicas|tecnologias e ferramentas|tecnologias y herramientas|ferramentas|herramientas|\
         linguagens e ferramentas|linguagens e tecnologias|lenguajes y herramientas|lenguajes y tecnologias|\
         linguagens|lenguajes|conhecimentos|stack tecnologico|technologies et outils|langages et outils|\
         langages|outils|werkzeuge|sprachen und werkzeuge|strumenti|linguaggi e strumenti|hulpmiddelen|\
         keahlian|kemampuan|teknologi|teknolojiler|yetenekler|beceriler|cong nghệ|kỹ năng|стек|\
         стек технологий|мой стек|инструменты|языки и инструменты|技術|使用技術|できること|보유 기술|기술스택|스킬|\
         技能栈|编程语言|开发工具|常用工具|我的技能|擅长技术|technische vaardigheden|technische fahigkeiten|fardigheter|kompetenser|kompetencer|ferdigheter|tekniska kunskaper|taidot|dovednosti|technische skills|mes competences|competences informatiques|\
         i use|i code in|i build with|i am experienced with|experienced with|comfortable with|techs|tech i love|\
         favorite tech|favourite tech|weapons|weapons of choice|dev tools|editors|editors and ides|ide|ides and editors|\
         database|databases and storage|db|infra|backend development|frontend development|devops tools|cloud and devops|\
         devops and cloud|devops and infrastructure|cloud and infrastructure|data engineering|game development|\
         machine learning and ai|ai and machine learning|monitoring|observability|monitoring and observability|ci cd|\
         ci cd and devops|testing and quality|testing and qa|languages and runtimes|productivity tools|\
         web servers|servers|source code management|source control|code management|compiled languages|scripting languages|markup languages|\
         build tools|package managers|methodologies|web technologies|server side|client side|data stores|datastores|other technologies|\
         other skills|containerization|virtualization|development environments|development tools|\
         technical knowledge|technical strengths|technical summary|technical profile|technical background|technical capabilities|technical abilities|\
         kunskaper|mina kunskaper|kompetens|kompetanse|min kompetens|osaaminen|osaamiseni|znalosti|technicke znalosti|umim|ismeretek|\
         szakmai ismeretek|keszsegek|competențe|aptitudini|vještine|veštine|znanja|znanja i veštine|tehnologije|технології|навички|\
         умения|технологии и инструменты|δεξιότητες|τεχνολογίες|keahlian saya|my stack|daily stack|daily driver|day to day stack|\
         tools i know|languages i know|languages i speak to computers|i know|what i code in|what i build with|\
         tech i know|tech i work with daily|technologies i know",
    ),
    (
        Section::Experience,
        "experience|work|employment|career|jobs|positions|my job|work history|roles|\
         where i ve worked|where ive worked|where i ve engineered impact|industry|internships|\
         internship|professional background|background|clients|consulting|previously|berufserfahrung|\
         experiencia|experience professionnelle|experiencia profissional|experiencia laboral|\
         esperienza|work places|positions held|appointments|professional activity|professional activities|\
         professional career|professional journey|professional life|career path|career timeline|\
         my journey|journey|timeline|experiences|experiences professionnelles|parcours|\
         parcours professionnel|werdegang|beruflicher werdegang|berufspraxis|berufliche erfahrung|berufliche erfahrungen|berufserfahrungen|\
         esperienze|esperienza lavorativa|esperienze lavorative|esperienza professionale|\
         experiencias|experiencia profesional|experiencias profissionais|werkervaring|\
         where i work|where i have worked|where i ve worked|where i worked|companies|track record|professional history|\
         trajetoria profissional|trajetoria|trayectoria profesional|trayectoria|historico profissional|\
         carreira|carrera profesional|experiencia de trabajo|pengalaman|pengalaman kerja|kinh nghiệm|kariyer|\
         карьера|работа|업무 경험|职业经验|经历|工作经历|工作经验|实习经历|职业经历|職歴|業務経歴|職務経歴|경력|경력 사항|опыт работы|опыт|doswiadczenie|doświadczenie|deneyim|iş deneyimi|current work|past work|work experiences|previous work|working experience|\
         academic positions|academic appointments|academic experience|academic employment|academic career|professional appointments|engagements|employers|studios|career history|career summary|career overview|experience highlights|past roles|past positions|what i ve been doing|my career|my career so far|past lives|former lives|previous lives|employment history|employment record|work record|job history|previous employment|past employment|past experience|previous experience|industry experience|professional track record|roles held|work life|working life|where i have been|what i ve done|what i have done|the trip so far|my path|path|path so far|career so far|story so far|jobs so far|current role|current roles|current position|current job|previous roles|earlier experience|prior experience|earlier roles|work and volunteer experience|work and volunteering experience|professionele ervaring|relevante werkervaring|ervaring|loopbaan|arbeidservaring|erfaring|arbeidserfaring|arbejdserfaring|erhvervserfaring|arbetslivserfarenhet|erfarenhet|anstallningar|tyokokemus|pracovni zkusenosti|experienta|experienta profesionala|munkatapasztalat|szakmai tapasztalat|vida laboral|historial laboral|emplois|where i ve been|corporate experience|corporate career|teaching and research experience|teaching and research experiences|research and teaching experience|research and work experience|parcours professionnel academique|experience academique|experiencia academica|経歴詳細|職務経歴詳細|職務詳細|職務内容|業務内容|主な経歴|工作履历|职业履历|工作履歷|工作經歷|工作經驗|실무 경험|업무 이력|경력 소개|상세 경력|주요 경력|earlier career|internship experience|client work|chronology|career to date|work details|work summary|employment details",
    ),
    (
        Section::Projects,
        "projects|portfolio|what i ship|what i make|things i make|what i ve been making|what i tinker with|side quests|side quest|my stuff|stuff|toys|my toys|little toys|in the lab|lab|my lab|from the lab|workshop|from my workshop|workbench|on the workbench|on my workbench|forge|playground|tinkering|side stuff|fun projects|fun stuff|for fun|weekend projects|weekend hacks|hacks|now building|what i m hacking on|hacking on|shipped|shipping|works in progress|work in progress|passion projects|pet project|side project|inventions|little things|bits and bobs|made with love|made by hand|handmade|selected projects|things i tinker with|things i hack on|my babies|brainchildren|software i maintain|software i make|software i build|open source|open source projects|open source experience|open source involvement|open source activity|open source activities|things i built|things i ve built|\
         things i ve made|what i ve built|side projects|apps|my apps|products|pinned|selected work|\
         featured work|building|what i build|engineering explorations|proyectos|projekte|projets|projetos|my work|\
         packages|my packages|software packages|r packages|proof of work|open source contributions|open source work|oss|work samples|case studies|\
         notable projects|other projects|open source highlights|popular repositories|repositories|showcase|what i m building|builds|creations|ventures|\
         项目经历|项目经验|开源项目|个人项目|项目|プロジェクト|프로젝트|проекты|projekty|projeler|proyectos personales|projetos pessoais|projets personnels|\
         projetos em destaque|principais projetos|meus projetos|proyectos destacados|projets recents|\
         progetti|progetti personali|proyek|dự an|мои проекты|我的项目|作品|制作物|개인 프로젝트|\
         things i ve worked on|things i made|stuff i ve built|stuff i built|what i ve made|projects and open source|open source and other projects|open source and others projects|other projects and open source|open source and personal projects|open source and side projects|open source and hobby projects|side projects and open source|personal projects and open source|hackathons and side projects|projects and hackathons|projects and experiments|projects and games|games and side projects|open source and projects|personal and open source projects|made by me|stuff i made|side things|mine|tools i made|things of my own|pet projects|hobby projects|projects i maintain|things i maintain|packages i maintain|libraries i maintain|what i maintain|currently building|what i m building now|my creations|software i wrote|software i ve written|things i ve shipped|what i ve shipped|things i shipped|academic research|research projects|projecten|mijn projecten|prosjekter|projekter|projektit|open source bijdrage|open source bijdragen|eigene projekte|plugins|my plugins|production systems|systems i ve built|systems i built|systems i ve shipped|repos|popular repos|pinned repos|best repos|top repos|npm packages|published packages|\
         published apps|apps i built|apps i ve built|notable work|best work|side hustles|things i m proud of|\
         things i am proud of|things i ve created|things i created|things i build|stuff i build|cool stuff|\
         startups|browser extensions|experiments|labs|works|gallery|spotlight|in the spotlight|\
         mobile apps|web apps|desktop apps|foss|maintainer of|i maintain|bots|games i made|games i ve made|\
         games i built|demos|apps and products|products and apps|plugins and systems|plugins and tools|tools and plugins|libraries and tools|tools and libraries|\
         selected software|research software|software projects|open source software|capstone|capstone project|capstone projects|selected works|published games|code samples|freelance projects|personal work|hackathon projects|software packages and tools|\
         projects handled|key projects handled|projects executed|projects undertaken|projects completed|projects done|projects delivered|\
         stuff i ve shipped|stuff i shipped|stuff i ve made|stuff i made|stuff i ve built|stuff i built|stuff i ve worked on|\
         shipped titles|shipped games|released games|released titles|shipped products|recent builds|my builds|what i m hacking on|hacking on|\
         projects and publications|publications and projects|open source work|selected open source work|tools i built|tools i ve built|\
         tools i made|i ve worked on|mes realisations|realisations|realizaciones|realizacje|projekt|projekter|prosjekter|projekty|\
         moje projekty|projektek|projektjeim|proiecte|proiectele mele|projeler|projelerim|progetti|i miei progetti|progetti personali|\
         projekti|moji projekti|egna projekt|mina projekt|mine projekter|omat projektit|проекты|мои проекты|пет проекты|проєкти|\
         мої проєкти|项目|项目经历|项目经验|个人项目|开源项目|我的项目|專案|個人開発|プロジェクト|作品|制作物|作ったもの|프로젝트|개인 프로젝트|\
         dự an|proyek|proyek saya|proyectos personales|proyectos destacados|projetos pessoais|meus projetos|mis proyectos|\
         projets personnels|mes projets|persoonlijke projecten|personliche projekte|privatprojekte|private projekte|nebenprojekte",
    ),
    (
        Section::Education,
        "education|academic background|academics|studies|ausbildung|bildung|formation|formacion|\
         educacion|educacao|formacao|istruzione|formations|diplomes|estudios|opleiding|opleidingen|\
         formazione|studium|schulbildung|formacion academica|formacao academica|qualifications|degrees|schooling|university|\
         pendidikan|học vấn|学习经历|教育背景|教育经历|学历|学歴|학력|образование|wyksztalcenie|wykształcenie|eğitim|egitim|scolarite|estudos|\
         school|schools|where i studied|where i ve studied|what i studied|education and training|training and education|education and qualifications|academic history|academic record|educational background|education background|academic qualifications|education history|academic education|onderwijs|utbildning|uddannelse|utdanning|utdannelse|koulutus|studii|educatie|tanulmanyok|etudes|etudes et formations|formations et diplomes|diplomes et formations|formation academique|parcours academique|hochschulbildung|akademischer werdegang|schule|degrees and certifications|education and certifications|education certifications|certifications and education|education and certificates|certificates and education|education and courses|courses and education|education and professional development|education licenses and certifications|education and licenses|education and awards|education and honors|education and achievements|education and publications|degrees and certificates|college|college education|undergraduate studies|graduate studies|academia|\
         alma mater|uni|i studied|i ve studied|where i learned|where i learnt|where i learned it|where i went to school|academic journey|\
         educational journey|education journey|educational qualification|educational qualifications|academic qualification|academic details|\
         educational details|academic profile|academic credentials|academic projects and education|scholastic record|my education|my studies|\
         education details|education qualification|education and experience abroad|schools attended|schools and degrees|degrees and schools|\
         vzdělani|vzdelanie|vegzettseg|kepzettseg|iskolak|educație|studii și educație|obrazovanje|izobrazba|obrazovanie|освіта|εκπαίδευση|\
         opintoni|opinnot|koulutukseni|min utbildning|menntun|haridus|izglītība|issilavinimas|istruzione e formazione|studi|percorso di studi|\
         formacion y estudios|formacion reglada|formacion profesional|estudios realizados|formacao e certificacoes|formacao escolar|escolaridade|\
         parcours scolaire|parcours universitaire|cursus|cursus scolaire|cursus universitaire|bildungsweg|schulische ausbildung|\
         schulische laufbahn|akademische ausbildung|hochschulstudium|studium und ausbildung|ausbildung und studium|schule und studium",
    ),
    (
        Section::Certifications,
        "certifications|certificates|licenses and certifications|certification|credentials|badges|\
         licenses certifications|courses|courses and certifications|training|zertifikate|licenses|\
         certifications and awards|courses and certificates|trainings|\
         industry qualifications|it qualifications|professional development|continuing education|\
         certs|licences|licences and certifications|licenses and certificates|certificates and courses|professional certifications|training and certifications|certifications and training|certifications and courses|certifications and licenses|courses and training|certificados|certifications obtenues|certificazioni|certificaciones|accreditations|\
         certificacoes|certificacoes e cursos|cursos e certificacoes|licencas e certificados|licencas e certificacoes|certificados e cursos|cursos e certificados|certificados y cursos|licencias y certificaciones|cursos|cursos y certificaciones|otros cursos|cursos complementarios|\
         formacion complementaria|formacao complementar|cursos complementares|certificaciones y cursos|formations complementaires|\
         formation continue|corsi|corsi e certificazioni|kurse|kurser|kurs|kurser og sertifiseringer|kurs og sertifiseringer|\
         sertifiseringer|sertifikater|kurser och certifikat|certifikat|certifieringar|certifikater|cursussen|certificaten|\
         cursussen en certificaten|certificeringen|opleidingen en cursussen|weiterbildung|weiterbildungen|fortbildungen|fortbildung|\
         zertifizierungen|zertifikate und weiterbildungen|weiterbildungen und zertifikate|kursy|kursy i certyfikaty|certyfikaty|\
         szkolenia|szkolenia i certyfikaty|certifikace|certifikaty|školeni|kurssit|kurssit ja sertifikaatit|sertifikaatit|\
         sertifikalar|sertifikasi|pelatihan|сертификаты|курсы|курсы и сертификаты|повышение квалификации|证书|资格证书|資格|자격증|\
         online courses|moocs|courses and workshops|workshops and courses|trainings and certifications|certifications and trainings|\
         certs and training|training and certs|learning and certs|learning and certifications|bootcamps and courses|\
         certifications and badges|badges and certifications|my certifications|it certifications|online certifications|certifications held",
    ),
    (
        Section::Contact,
        "contact|links|socials|social|find me|profiles|connect|elsewhere|reach me|get in touch|\
         let s connect|lets connect|contact me|connect with me|find me on|kontakt|contacto|\
         social media|socials and contact|hit me up|reach out|follow me|say hi|let s talk|\
         stay in touch|where to find me|personal details|contact info|personal information|\
         vamos conectar|onde me encontrar|como me encontrar|redes sociais|redes sociales|contactame|\
         conecta conmigo|me contacter|contactez moi|hubungi saya|lien hệ|связаться со мной|связь|\
         personalien|personliche daten|personliche angaben|personliche informationen|angaben zur person|zur person|kontaktdaten|\
         kontaktinformationen|datos personales|datos de contacto|informacion personal|informacion de contacto|dados pessoais|\
         informacoes pessoais|informacoes de contato|informations personnelles|coordonnees|etat civil|dati personali|\
         informazioni personali|persoonlijke gegevens|personalia|contactgegevens|dane osobowe|личные данные|личная информация|\
         контактная информация|контактные данные|基本情報|個人情報|基本信息|个人信息|个人资料|基本资料|인적사항|인적 사항|기본 정보|개인 정보|\
         联系方式|联系我|連絡先|연락처|контакты|contatti|contato|iletişim",
    ),
    (
        Section::Writing,
        "writing|blog|posts|articles|publications|talks|speaking|papers|presentations|\
         research papers|selected publications|conference talks|latest posts|news|videos|media|\
         recent writing|press|external publications|workshops|podcasts|selected talks|lectures|\
         scritti|articoli|artigos|writings|blogs|essays|thought leadership|newsletter|newsletters|on medium|latest on medium|\
         writeups|write ups|ctf writeups|ctf write ups|what i write|i write|what i ve written|tutorials|tutorials and guides|insights|featured in|podcast|publicacoes|publicaciones|articulos|veroffentlichungen|publikationen|beitrage|vortrage|artikel|publicaties|teksty|publikacje|статьи|публикации|ブログ|文章|博客",
    ),
    (
        Section::About,
        "about|about me|my story|summary|profile|bio|introduction|objective|overview|who am i|who i am|whoami|\
         intro|hello|hi|hi there|hello there|me|executive summary|professional summary|\
         career objective|uber mich|a propos|sobre mi|sobre|resumen|personal statement|myself|\
         highlights|tl dr|tldr|\
         quem sou eu|quien soy|qui suis je|a propos de moi|acerca de mi|tentang saya|giới thiệu|자기소개|\
         关于我|个人简介|自我介绍|自我评价|自己紹介|소개|обо мне|о себе|o mnie|hakkımda|sobre mim|chi sono|over mij|om mig|om meg|profiel|profil",
    ),
    (
        Section::Learning,
        "learning|currently learning|learning and growth|goals|want to learn|to learn|next|roadmap|\
         future goals|reading|books|currently reading|exploring|currently exploring|\
         what i m learning|future plans|learning goals|coursework|course work|graduate courses|\
         undergraduate courses|relevant courses|courses taken|estudando|aprendendo|aprendendo agora|\
         aprendiendo|estoy aprendiendo|atualmente estudando|en cours d apprentissage|изучаю|学习中|勉強中",
    ),
    (
        Section::Languages,
        "languages|spoken languages|human languages|language skills|natural languages|sprachen|\
         langues|idiomas|lingue|language",
    ),
    (
        Section::Volunteering,
        "volunteering|volunteer|volunteer experience|community|extracurricular|leadership|\
         extracurricular activities|volunteer work|activities|organizations|memberships|\
         positions of responsibility|voluntary work|community involvement|extracurriculars|\
         non academic|academic activities|academic service|\
         professional service|community service|service|leadership experience|leadership and service|\
         leadership and activities|campus experience|campus involvement|affiliations|memberships and affiliations|affiliations and memberships",
    ),
    (
        Section::Statistics,
        "stats|statistics|github stats|trophies|github trophies|achievements|activity|contributions|\
         analytics|streak|metrics|visitors|profile views|coding stats|recent activity|\
         latest activity|github activity|numbers|my github data|i m an early bird|i m a night owl|\
         i m an early|i m a night|this week i spent my time on|ai coding this week|\
         weekly development breakdown|my weekly development breakdown|estatisticas|estatisticas do github|\
         metricas|metricas do github|estadisticas|estadisticas de github|statistiques|statistiques github|\
         statistiken|github statistiken|統計|统计|\
         stars|starred|starred repositories|starred repos|recently starred repositories|recently starred repos|\
         recently starred|repositories i starred|repositories i recently starred|pull requests|merge requests|\
         merged pull requests|open pull requests|pull requests i published|pull requests i made|newest prs|\
         newest pull requests|recent prs|recent mrs|merged prs|followers|newest followers|\
         check out some of my recent followers|check out my recent followers|gists i wrote|gists|\
         these awesome people sponsor me thank you|these amazing people sponsor me thank you",
    ),
    (
        Section::Leisure,
        "hobbies|interests|fun facts|fun fact|fun|quote|quotes|music|support|support me|sponsors|\
         thanks|spotify|games|interests and hobbies|hobbies and interests|personal|dev quote|joke|\
         loisirs|referenzen|referencias|referenties|referees|referenser|referanser|referenze|рекомендации|推荐人|推薦者|centres d interet|intereses|hobbys|random dev quote|license|sponsor|credits|references|referees|awards|honors|\
         awards and honors|honors and awards|distinctions|distinctions and activities|distinctions and awards|\
         awards and distinctions|honours|honors and activities|activities and honors|honors and service|awards and activities|activities and awards|activities and interests|interests and activities|awards and achievements|testimonials|recommendations|now playing|disclaimer|\
         acknowledgements|stays abroad|auslandsaufenthalte|shout out|shout outs|files in this portfolio|beyond code|outside of work|what else|meta|philosophy|my philosophy|values|core values|principles|mottos|motto|manifesto|mindset",
    ),
];

/// Words that give a longer heading away, the strongest first.
const CUES: &[(Section, &str)] = &[
    (
        Section::Statistics,
        "stats|statistics|trophies|trophy|streak|contribution graph|wakatime|visitor|visitors|\
         analytics|leaderboard|my github|contribution|metrics",
    ),
    (
        Section::Learning,
        "currently learning|m learning|learning goals|to learn|learn|reading|goals|up next|deep dives",
    ),
    (Section::Education, "education|educational"),
    (
        Section::Volunteering,
        "volunteer|volunteering|extracurricular|voluntary",
    ),
    (Section::Experience, "other experience"),
    (
        Section::Certifications,
        "certifications|certificates|certification|certificate|licenses|courses",
    ),
    (
        Section::Writing,
        "blog|posts|articles|publications|talks|writing|papers|speaking|presentations|youtube|videos|writeups|write ups",
    ),
    (
        Section::Experience,
        "experience|employment|work history|career history|current positions|past positions|\
         previous positions|internships|working at|professional history|my career|career so far|worked|positions",
    ),
    (Section::Leisure, "honors|honours"),
    (
        Section::Projects,
        "projects|project|project summaries|open source|project narratives|repositories|repos|\
         npm packages|side hustles|things i built|ive built|portfolio|contributions|i have built|i ve built|i built|i made|\
         i ve made|i have made|proyectos|projetos|projekte|projets",
    ),
    (
        Section::Skills,
        "skills|skill|tech stack|techstack|technologies|tools|toolbox|stack|expertise|competencies|\
         arsenal|frameworks|technical proficiency|technical knowledge|technical strengths|technical background|technical summary|toolset|tech i|programming languages|proficient|familiar|know|\
         technology|languages i",
    ),
    (
        Section::Contact,
        "contact|connect|reach me|find me|get in touch|social|socials|follow me|reach out|links|talk|\
         touch",
    ),
    (
        Section::About,
        "about me|about|who i am|who am i|introduction|what i do|hey|hi|hello",
    ),
    (
        Section::Leisure,
        "hobbies|interests|fun|quote|spotify|coffee|sponsor|awards|interview|snake|music|joke",
    ),
    // Projects, work and talks can be academic as well.
    (Section::Education, "academic"),
];

/// Headings of the pages of a manual, folded; elsewhere these words can head anything.
const MANUAL: &[(Section, &str)] = &[
    (Section::About, "description|synopsis"),
    (Section::Skills, "options|environment|commands|standards"),
    (Section::Experience, "history"),
    (Section::Projects, "files|examples"),
    (Section::Contact, "see also|author|authors|reporting bugs"),
    (
        Section::Leisure,
        "bugs|caveats|notes|diagnostics|exit status|copyright",
    ),
];

/// Looks up a folded heading of a page that is written as one of a manual.
pub(super) fn in_manual(folded: &str) -> Option<Section> {
    let mut named = MANUAL.iter();
    let found = named.find(|(_, names)| names.split('|').any(|name| name == folded));
    found.map(|(section, _)| *section)
}

/// Words before the name of a part that change nothing.
const PREFIXES: &[&str] = &[
    "my ",
    "mes ",
    "ma ",
    "mon ",
    "mis ",
    "mi ",
    "meine ",
    "minhas ",
    "minha ",
    "the ",
    "some ",
    "selected ",
    "featured ",
    "professional ",
    "work ",
    "personal ",
    "recent ",
    "latest ",
    "technical ",
    "relevant ",
    "core ",
    "key ",
    "other ",
    "additional ",
];

/// The most words of a heading that cue words may decide.
const CUE_WORDS: usize = 7;

static WHOLE: LazyLock<FxHashMap<&str, Section>> = LazyLock::new(|| {
    let names = EXACT.iter().rev();
    names
        .flat_map(|(section, names)| names.split('|').map(|name| (name, *section)))
        .collect()
});

/// What whole headings begin with.
static BEGINNINGS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let words = WHOLE.keys().chain(PREFIXES);
    Phrases::new(words.map(|words| (*words, ())))
});

/// The cue words with their ranks.
static TELLING: LazyLock<Phrases<(usize, Section)>> = LazyLock::new(|| {
    let ranked = CUES.iter().enumerate();
    Phrases::new(
        ranked.flat_map(|(rank, (section, cues))| cues.split('|').map(move |cue| (cue, (rank, *section)))),
    )
});

/// Looks up a line as [`exact`] does its folded words; most lines need no folding.
pub(super) fn exact_line(line: &str) -> Option<Section> {
    let letters = || line.bytes().filter(u8::is_ascii_alphabetic).count();
    let possible = BEGINNINGS.may_begin(line) && (line.len() <= LETTERS || letters() <= LETTERS);
    possible.then(|| exact(&fold(line))).flatten()
}

/// So many letters, all of ASCII, no heading has that is known as a whole.
const LETTERS: usize = 72;

/// Looks up a folded heading as a whole, with or without words before it that change nothing.
pub(super) fn exact(folded: &str) -> Option<Section> {
    let mut short = folded;
    let mut section = WHOLE.get(short);
    // "Technical Support" is a position, and asks for no donation.
    let prefixes = if short.contains(' ') && !short.ends_with(" support") {
        PREFIXES
    } else {
        &[]
    };
    for prefix in prefixes {
        if section.is_none()
            && prefix.bytes().next() == short.bytes().next()
            && let Some(rest) = short.strip_prefix(prefix)
        {
            short = rest;
            section = WHOLE.get(short);
        }
    }
    section.copied()
}

/// Looks for a telling word in a folded heading.
pub(super) fn cued(folded: &str) -> Option<Section> {
    if folded.split(' ').count() > CUE_WORDS {
        return None;
    }
    let strongest = TELLING.found(folded).min_by_key(|(rank, _)| *rank);
    let section = strongest.map(|(_, section)| section)?;
    // "Projects I've worked on", "Projects and papers": what comes first is what the part is about.
    let led = matches!(section, Section::Experience | Section::Writing) && folded.starts_with("projects ");
    Some(if led { Section::Projects } else { section })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_listed_as_they_are_folded() {
        for (_, listed) in EXACT {
            for heading in listed.split('|') {
                assert_eq!(fold(heading), heading);
            }
        }
    }

    #[test]
    fn no_heading_has_more_letters_than_are_looked_at() {
        let longest = |words: &mut dyn Iterator<Item = &str>| words.map(str::len).max().unwrap_or_default();
        let prefix = longest(&mut PREFIXES.iter().copied());
        assert!(longest(&mut WHOLE.keys().copied()) + 2 * prefix <= LETTERS);
        assert_eq!(
            exact_line("——— Selected Professional Experience ———"),
            Some(Section::Experience)
        );
    }
}
