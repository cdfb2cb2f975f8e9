// The package has no types of its own.
declare module 'slug' {
  const slug: { readonly charmap: Readonly<Record<string, string>> };

  export { slug as default };
}
