module.exports = { siteMetadata: { title: 'G', siteUrl: 'https://g.example' } };
