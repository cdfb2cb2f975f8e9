import type { Wording } from '../../site/labels.ts';

/** Thai. */
export const th: Wording = {
  skipToContent: 'ข้ามไปยังเนื้อหา',
  sections: 'หมวดข่าว',
  allNews: 'ข่าวทั้งหมด',
  updated: 'แก้ไขล่าสุด',
  correction: 'แก้ไขข้อผิดพลาด',
  subscribe: 'ติดตาม',
  subscribeHelp:
    'หน้านี้มีฟีดข่าว (web feed) สำหรับแอปอ่านข่าว เลือกแอปที่คุณใช้ ' +
    'หรือคัดลอกที่อยู่แล้วนำไปวางในแอป ข่าวใหม่จะส่งถึงคุณเอง เว็บไซต์นี้ไม่ขอบัญชีหรืออีเมล ' +
    'หากไม่แน่ใจว่าจะเลือกแบบใด ให้เลือก RSS',
  copy: 'คัดลอก',
  copyAddress: 'คัดลอกที่อยู่ {format}',
  copied: 'คัดลอกแล้ว',
  subscribeIn: 'ติดตาม {format} ด้วย',
  desktopReader: 'แอปในเครื่องนี้',
  eachSection: 'RSS แยกตามหมวด',
  allFeeds: 'ทั้งหมดในไฟล์เดียว:',
  latest: 'ข่าวล่าสุด',
  more: 'ข่าวก่อนหน้า',
  archive: 'ดูข่าวย้อนหลังรายเดือน',
  byMonth: 'รายเดือน',
  older: 'ข่าวเก่ากว่า',
  newer: 'ข่าวใหม่กว่า',
  noEntries: 'ยังไม่มีข่าว ติดตามไว้เพื่อรับข่าวแรก',
  tags: 'คำสำคัญ',
  follow: 'ติดตาม',
  followHelp: 'รับข่าวใหม่ทันทีที่เผยแพร่ในแอปอ่านข่าวของคุณ:',
  attachment: 'ไฟล์แนบ',
  homePage: 'หน้าแรก',
  notFound: 'ไม่พบหน้านี้',
  notFoundHelp: 'ข่าวอาจถูกถอนหรือย้ายไปแล้ว เชิญดูข่าวล่าสุด',
  withdrawn: 'ข่าวนี้ถูกถอนแล้ว',
  withdrawnHelp: 'กองบรรณาธิการได้ถอนข่าวที่เผยแพร่ในที่อยู่นี้',
  withdrawnOn: 'ถอนเมื่อ',
  reason: 'เหตุผล:',
  draft: 'ฉบับร่าง',
  waiting: 'ยังไม่เผยแพร่',
  previewHelp: 'เห็นได้เฉพาะในหน้าตัวอย่างนี้ ผู้อื่นยังอ่านไม่ได้',
  waitingUntil: 'เผยแพร่เมื่อ',
};
