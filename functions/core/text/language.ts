/** Returns the first part of a language tag (BCP 47), which says the language alone: `en` of `en-GB`. */
export function primarySubtag(tag: string): string {
  return tag.toLowerCase().replace(/-.*/s, '');
}
