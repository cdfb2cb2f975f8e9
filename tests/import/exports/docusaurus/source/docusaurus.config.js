module.exports = { title: 'D', url: 'https://d.example', baseUrl: '/', i18n: { defaultLocale: 'en', locales: ['en'] } };
