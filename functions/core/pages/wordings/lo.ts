import type { Wording } from '../../site/labels.ts';

/** Lao. */
export const lo: Wording = {
  skipToContent: 'ຂ້າມໄປຫາເນື້ອໃນ',
  sections: 'ໝວດຂ່າວ',
  allNews: 'ຂ່າວທັງໝົດ',
  updated: 'ປັບປຸງ',
  correction: 'ແກ້ໄຂຂໍ້ຜິດພາດ',
  subscribe: 'ຕິດຕາມ',
  subscribeHelp:
    'ໜ້ານີ້ມີຟີດຂ່າວ (web feed) ສຳລັບແອັບອ່ານຂ່າວ. ເລືອກແອັບທີ່ທ່ານໃຊ້ ຫຼື ສຳເນົາທີ່ຢູ່ ' +
    'ແລ້ວວາງໃສ່ແອັບ. ຂ່າວໃໝ່ຈະມາຫາທ່ານເອງ. ເວັບໄຊນີ້ບໍ່ຂໍບັນຊີ ຫຼື ອີເມວ. ຖ້າບໍ່ແນ່ໃຈວ່າຈະເລືອກແບບໃດ ' +
    'ໃຫ້ເລືອກ RSS.',
  copy: 'ສຳເນົາ',
  copyAddress: 'ສຳເນົາທີ່ຢູ່ {format}',
  copied: 'ສຳເນົາແລ້ວ',
  subscribeIn: 'ຕິດຕາມ {format} ດ້ວຍ',
  desktopReader: 'ແອັບໃນເຄື່ອງນີ້',
  eachSection: 'RSS ແຕ່ລະໝວດ',
  allFeeds: 'ທັງໝົດໃນໄຟລ໌ດຽວ:',
  latest: 'ຂ່າວຫຼ້າສຸດ',
  more: 'ຂ່າວກ່ອນໜ້າ',
  archive: 'ເບິ່ງຂ່າວຍ້ອນຫຼັງຕາມເດືອນ',
  byMonth: 'ຕາມເດືອນ',
  older: 'ຂ່າວເກົ່າກວ່າ',
  newer: 'ຂ່າວໃໝ່ກວ່າ',
  noEntries: 'ຍັງບໍ່ມີຂ່າວ. ຕິດຕາມໄວ້ເພື່ອຮັບຂ່າວທຳອິດ.',
  tags: 'ຄຳສຳຄັນ',
  follow: 'ຕິດຕາມ',
  followHelp: 'ຮັບຂ່າວໃໝ່ທັນທີທີ່ເຜີຍແຜ່ ໃນແອັບອ່ານຂ່າວຂອງທ່ານ:',
  attachment: 'ໄຟລ໌ແນບ',
  homePage: 'ໜ້າຫຼັກ',
  notFound: 'ບໍ່ພົບໜ້ານີ້',
  notFoundHelp: 'ຂ່າວອາດຖືກຖອນ ຫຼື ຍ້າຍໄປແລ້ວ. ເຊີນເບິ່ງຂ່າວຫຼ້າສຸດ.',
  withdrawn: 'ຂ່າວນີ້ຖືກຖອນແລ້ວ',
  withdrawnHelp: 'ກອງບັນນາທິການໄດ້ຖອນຂ່າວທີ່ເຜີຍແຜ່ໃນທີ່ຢູ່ນີ້.',
  withdrawnOn: 'ຖອນເມື່ອ',
  reason: 'ເຫດຜົນ:',
  draft: 'ສະບັບຮ່າງ',
  waiting: 'ຍັງບໍ່ເຜີຍແຜ່',
  previewHelp: 'ມີແຕ່ໜ້າຕົວຢ່າງນີ້ທີ່ສະແດງຂ່າວ; ຜູ້ອື່ນຍັງອ່ານບໍ່ໄດ້.',
  waitingUntil: 'ເຜີຍແຜ່ເມື່ອ',
};
