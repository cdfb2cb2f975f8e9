export default { site: "https://a.example" };
