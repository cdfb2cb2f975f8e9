/*
 * Labels that news sites write above links to other articles, and above buttons, by language. They are compared as
 * names are: without case, in NFC. A bar parts them. Each is a whole line; a label with a meaning of its own, such as
 * "Further reading", is not listed.
 */

/** Above lists of articles. */
export const LIST_LABELS: Readonly<Record<string, readonly string[]>> = {
  ar: ['اقرأ أيضا|اقرأ أيضًا|أخبار ذات صلة|مواضيع ذات صلة|المزيد|المزيد من الأخبار'],
  cs: ['čtěte také|související články|číst dále'],
  da: ['læs også|læs mere|relaterede artikler'],
  de: [
    'mehr zum thema|lesen sie auch|lesen sie mehr|weiterlesen|verwandte artikel|ähnliche artikel|meistgelesen',
    'das könnte sie auch interessieren|das könnte dich auch interessieren',
  ],
  el: ['διαβάστε επίσης|διαβάστε ακόμη|δείτε επίσης|σχετικά άρθρα|περισσότερα'],
  en: [
    'related|related articles|related stories|related news|related posts|related content|related topics',
    'related links|read more|read next|read also|also read|more stories|more news|more on this story',
    'you may also like|you might also like|recommended|recommended for you|recommended stories|most read',
    'most popular|trending|trending now|latest news|up next|more like this',
  ],
  es: [
    'lea también|lee también|leer también|te puede interesar|le puede interesar|noticias relacionadas',
    'artículos relacionados|relacionados|leer más|ver más|más noticias|lo más leído|más leídas',
  ],
  fa: ['بیشتر بخوانید|مطالب مرتبط|اخبار مرتبط'],
  fi: ['lue myös|lue lisää|aiheesta lisää'],
  fr: [
    'à lire aussi|lire aussi|lire la suite|à voir aussi|voir aussi|articles liés|sur le même sujet',
    "dans la même rubrique|les plus lus|plus d'articles|plus d’articles",
  ],
  he: ['כתבות נוספות|קראו גם|קרא עוד|כתבות קשורות|עוד בנושא'],
  hi: ['यह भी पढ़ें|ये भी पढ़ें|संबंधित खबरें|और पढ़ें'],
  id: ['baca juga|berita terkait|artikel terkait|selengkapnya|baca selengkapnya|berita lainnya|terpopuler'],
  it: [
    'leggi anche|leggi tutto|leggi di più|articoli correlati|potrebbe interessarti|potrebbe interessarti anche',
    'i più letti',
  ],
  ja: [
    '関連記事|関連ニュース|おすすめ記事|こちらもおすすめ|あわせて読みたい|もっと読む|続きを読む|もっと見る|人気記事|アクセスランキング',
  ],
  ko: ['관련기사|관련 기사|관련 뉴스|더 보기|더보기|많이 본 뉴스|추천 기사'],
  nl: ['lees ook|lees meer|lees verder|gerelateerd|gerelateerde artikelen|meest gelezen'],
  no: ['les også|les mer'],
  pl: [
    'czytaj także|czytaj też|czytaj również|czytaj więcej|zobacz też|zobacz także|zobacz również',
    'powiązane artykuły|najczęściej czytane',
  ],
  pt: ['leia também|leia mais|veja também|saiba mais|notícias relacionadas|relacionadas|mais lidas|mais notícias'],
  ro: ['citește și|citeşte şi|articole similare|citește mai mult'],
  ru: [
    'читайте также|смотрите также|похожие статьи|похожие новости|другие новости|новости по теме',
    'материалы по теме|по теме|читать далее|самое читаемое|популярное',
  ],
  sv: ['läs också|läs även|läs mer|relaterade artiklar|mest läst'],
  th: ['ข่าวที่เกี่ยวข้อง|บทความที่เกี่ยวข้อง|อ่านเพิ่มเติม|อ่านต่อ|ข่าวอื่นๆ'],
  tr: ['ilgili haberler|bunlar da ilginizi çekebilir|devamını oku|benzer haberler|diğer haberler|en çok okunanlar'],
  uk: ['читайте також|дивіться також|схожі статті|новини по темі|за темою|читати далі|інші новини'],
  vi: [
    'cùng chuyên mục|tin cùng chuyên mục|bài cùng chuyên mục|cùng chủ đề|đọc thêm|xem thêm|xem tiếp|đọc tiếp',
    'tin liên quan|bài liên quan|bài viết liên quan|tin bài liên quan|chủ đề liên quan|tin khác|các tin khác',
    'tin tức khác|bài viết khác|tin mới|tin mới nhất|tin nổi bật|tin cùng loại|đọc nhiều|đọc nhiều nhất',
    'tin đọc nhiều|xem nhiều|xem nhiều nhất|có thể bạn quan tâm|bạn có thể quan tâm|có thể bạn thích',
    'mời bạn đọc thêm',
  ],
  zh: [
    '相关新闻|相关阅读|相关文章|相关报道|延伸阅读|更多新闻|阅读更多|阅读全文|推荐阅读|猜你喜欢|热门文章|相關新聞|相關文章|相關報導|延伸閱讀|更多新聞|閱讀更多|推薦閱讀|猜你喜歡|熱門文章',
  ],
};

/** Above or on buttons. */
export const BUTTON_LABELS: Readonly<Record<string, readonly string[]>> = {
  ar: ['شارك|مشاركة|شارك المقال|طباعة'],
  de: ['teilen|artikel teilen|drucken|kommentare|nach oben'],
  en: [
    'share|share this|share this article|share this story|share this post|share on|print|print this page',
    'print article|comments|leave a comment|post a comment|back to top|go to top|follow us|subscribe|sign up',
  ],
  es: ['compartir|comparte|compartir esta noticia|imprimir|comentarios|volver arriba'],
  fr: ['partager|partager cet article|imprimer|commentaires|haut de page'],
  id: ['bagikan|komentar'],
  it: ['condividi|stampa|commenti'],
  ja: ['シェア|シェアする|共有|印刷|コメント|トップへ戻る'],
  ko: ['공유|공유하기|인쇄|댓글'],
  nl: ['delen|deel dit artikel|reacties'],
  pl: ['udostępnij|drukuj|komentarze'],
  pt: ['compartilhe|compartilhar|partilhar|imprimir|comentários'],
  ru: ['поделиться|распечатать|комментарии|наверх'],
  th: ['แชร์|พิมพ์'],
  tr: ['paylaş|yazdır|yorumlar'],
  uk: ['поділитися|коментарі'],
  vi: [
    'chia sẻ|chia sẻ bài viết|chia sẻ bài viết này|chia sẻ lên|bình luận|gửi bình luận|ý kiến bạn đọc|in bài',
    'in bài viết|in trang|lưu bài|lưu bài viết|gửi bài viết|lên đầu trang|về đầu trang|về trang chủ|trở lại',
    'quay lại|theo dõi chúng tôi',
  ],
  zh: ['分享|分享到|分享本文|打印|列印|评论|評論|回到顶部|回到頂部'],
};

/** Services with which articles are shared. */
export const SHARE_TARGETS: readonly string[] = [
  'facebook|messenger|twitter|x|zalo|telegram|whatsapp|viber|line|wechat|weibo|kakaotalk|linkedin|pinterest',
  'reddit|tumblr|instagram|youtube|tiktok|threads|bluesky|mastodon|vk|vkontakte|ok|odnoklassniki|xing|pocket',
  'flipboard|email|e-mail|mail|sms|rss|copy link|copy url|sao chép liên kết|sao chép link|link|print|in',
];

/** Above tags that are links. */
export const TAG_LABELS: readonly string[] = [
  'từ khóa|từ khoá|thẻ|tags|tag|keywords|mots-clés|mots clés|schlagwörter|schlagworte|etiquetas|palabras clave',
  'parole chiave|palavras-chave|теги|метки|ключевые слова|关键词|标签|關鍵字|標籤|タグ|キーワード|태그|แท็ก|คำค้นหา',
];
