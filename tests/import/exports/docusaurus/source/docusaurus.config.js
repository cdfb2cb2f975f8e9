module.exports = {
  title: 'D',
  url: 'https://d.example',
  baseUrl: '/',
  i18n: { defaultLocale: 'en', locales: ['en', 'de'], localeConfigs: { de: { baseUrl: '/de/' } } },
  presets: [['classic', { docs: { routeBasePath: '/docs/' }, blog: { path: 'blog' } }]],
};
