import type { Wording } from '../../site/labels.ts';

/** French. */
export const fr: Wording = {
  skipToContent: 'Aller au contenu',
  sections: 'Rubriques',
  allNews: 'Toute l’actualité',
  updated: 'Mis à jour',
  correction: 'Rectificatif',
  subscribe: 'S’abonner',
  subscribeHelp:
    'Cette page a un flux web, que lisent les lecteurs de flux. Choisissez le vôtre, ou copiez une ' +
    'adresse et collez-la dans le lecteur : les nouveaux articles vous parviendront. Ce site ne demande ' +
    'ni compte ni adresse e-mail. Vous hésitez ? Prenez RSS.',
  copy: 'Copier',
  copyAddress: 'Copier l’adresse {format}',
  copied: 'Copié',
  subscribeIn: 'S’abonner au flux {format} avec',
  desktopReader: 'Application de cet ordinateur',
  eachSection: 'RSS par rubrique',
  allFeeds: 'Tous les flux en un fichier :',
  latest: 'Derniers articles',
  more: 'Plus tôt',
  archive: 'Parcourir par mois',
  byMonth: 'Par mois',
  older: 'Articles plus anciens',
  newer: 'Articles plus récents',
  noEntries: 'Pas encore d’article. Abonnez-vous pour recevoir le premier.',
  tags: 'Mots-clés',
  follow: 'S’abonner',
  followHelp: 'Recevez les nouveaux articles dès leur parution, dans votre lecteur de flux :',
  attachment: 'Pièce jointe',
  homePage: 'Accueil',
  notFound: 'Page introuvable',
  notFoundHelp: 'L’article a peut-être été retiré ou déplacé. Voici les derniers articles.',
  withdrawn: 'Cet article a été retiré',
  withdrawnHelp: 'La rédaction a retiré l’article publié à cette adresse.',
  withdrawnOn: 'Retiré le',
  reason: 'Motif :',
  draft: 'Brouillon',
  waiting: 'Pas encore paru',
  previewHelp: 'Seul cet aperçu montre l’article ; personne d’autre ne peut encore le lire.',
  waitingUntil: 'Parution le',
};
