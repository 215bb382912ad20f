//! Words that titles are made of in other languages than English, parted by `|`; with a final `*`, beginnings of words.

pub(super) const HEADS: &str = "stajyer|uzmanı|müdürü|yöneticisi|danışmanı|analisti|mimarı|yazılımcı|lideri|direktörü|asistanı|\
    applicatiebeheerder|systeembeheerder|netwerkbeheerder|databasebeheerder|softwareontwikkelaar|webontwikkelaar|\
    applicatieontwikkelaar|projectleider|teamleider|afdelingshoofd|stagiaire|onderzoeker|docent|promovendus|\
    stażysta|stażystka|praktykant|praktykantka|kierownik|specjalista|specjalistka|analityk|projektant|konsultant|\
    konsultantka|programistka|wdrożeniowiec|\
    konsult|konsulent|projektledare|projektleder|systemutvecklare|mjukvaruutvecklare|webbutvecklare|\
    applikationsutvecklare|systemutvikler|softwareudvikler|systemudvikler|webudvikler|webutvikler|programmerare|\
    systemingenjör|mjukvaruingenjör|civilingenjör|ohjelmistokehittäjä|ohjelmistosuunnittelija|harjoittelija|\
    softwareingenieur*|systemadministrator*|backendentwickler*|frontendentwickler*|anwendungsentwickler*|\
    fachinformatiker*|netzwerkadministrator*|systemingenieur*|hilfskraft|produktmanager*|projektmanager*|\
    abteilungsleiter*|gruppenleiter*|bereichsleiter*|entwicklungsleiter*|auszubildende*|azubi|hiwi|doktorand*|\
    datenanalyst*|datenbankadministrator*|spieleentwickler*|systemanalytiker*|softwarearchitekt*|\
    responsabile|impiegato|impiegata|dottorando|dottoranda|assegnista|insegnante|capo progetto|fondatore|\
    fondatrice|programmatrice|\
    practicante|encargado|encargada|auxiliar|ayudante|científico|científica|fundador|fundadora|cofundador|\
    cofundadora|técnica|ingénieur d études|doctorante|chef d équipe|\
    atendente|aprendiz|recepcionista|vendedor|vendedora|garçom|garçonete|balconista|assistente|\
    encarregado|encarregada|instrutor|instrutora|professora|operador de|operadora de|\
    camarero|camarera|dependiente|dependienta|repartidor|repartidora|cajero|cajera|operario|operaria|asesor|asesora|asistente|\
    vacataire|bénévole|caissier|caissière|livreur|animatrice|surveillant|surveillante|magasinier|hôte d accueil|hôtesse d accueil|\
    maître de conférences|employé polyvalent|employée polyvalente|chargé de|chargée de|\
    kellner*|verkäufer*|aushilfe|sachbearbeiter*|hausmeister*|betreuer*|referent*|gründer*|mitgründer*|inhaber*|bürokaufmann|\
    bürokauffrau|nachhilfelehrer*|\
    cameriere|cameriera|commesso|commessa|magazziniere|segretario|segretaria|addetto|addetta|operaio|operaia|\
    менеджер|специалист|директор|преподаватель|учитель|консультант|ассистент|лаборант|научный сотрудник|дизайнер|верстальщик|\
    технолог|начальник|эксперт|продавец|кассир|официант|курьер|бариста|основатель|сооснователь|электронщик|\
    тестировщик|стажер|стажёр|руководитель|архитектор|администратор|тимлид|техлид|programátor|programátorka|\
    vývojář|vývojářka|analytik|inženýr|fejlesztő|mérnök|dezvoltator|inginer|programator|\
    technical artist|3d artist|2d artist|concept artist|vfx artist|environment artist|character artist|\
    lighting artist|storyboard artist";
