import type { Wording } from '../../site/labels.ts';

/** Indonesian. */
export const id: Wording = {
  skipToContent: 'Langsung ke isi',
  sections: 'Rubrik',
  allNews: 'Semua berita',
  updated: 'Diperbarui',
  correction: 'Ralat',
  subscribe: 'Berlangganan',
  subscribeHelp:
    'Halaman ini punya umpan web (RSS) untuk aplikasi pembaca berita. Pilih aplikasi yang Anda ' +
    'pakai, atau salin alamatnya lalu tempelkan di sana. Berita baru akan datang sendiri. ' +
    'Situs ini tidak meminta akun atau surel. Belum yakin memilih yang mana? Ambil RSS.',
  copy: 'Salin',
  copyAddress: 'Salin alamat {format}',
  copied: 'Tersalin',
  subscribeIn: 'Berlangganan {format} lewat',
  desktopReader: 'Aplikasi di komputer ini',
  eachSection: 'RSS tiap rubrik',
  allFeeds: 'Semuanya dalam satu berkas:',
  latest: 'Berita terbaru',
  more: 'Sebelumnya',
  archive: 'Telusuri per bulan',
  byMonth: 'Per bulan',
  older: 'Berita lebih lama',
  newer: 'Berita lebih baru',
  noEntries: 'Belum ada berita. Berlanggananlah untuk menerima yang pertama.',
  tags: 'Kata kunci',
  follow: 'Berlangganan',
  followHelp: 'Terima berita baru begitu terbit, di pembaca berita Anda:',
  attachment: 'Lampiran',
  homePage: 'Beranda',
  notFound: 'Halaman ini tidak ditemukan',
  notFoundHelp: 'Berita mungkin telah ditarik atau dipindahkan. Silakan lihat berita terbaru.',
  withdrawn: 'Berita ini telah ditarik',
  withdrawnHelp: 'Redaksi telah menarik berita yang terbit di alamat ini.',
  withdrawnOn: 'Ditarik pada',
  reason: 'Alasan:',
  draft: 'Draf',
  waiting: 'Belum terbit',
  previewHelp: 'Hanya pratinjau ini yang menampilkan berita; belum ada orang lain yang dapat membacanya.',
  waitingUntil: 'Terbit pada',
};
