/** Posts of a kind that no reader ever sees: menus, templates, settings of the site. */
const MACHINERY_TYPES =
  'nav_menu_item|revision|customize_changeset|oembed_cache|user_request|custom_css|' +
  'wp_.*|acf-.*|elementor_library|jp_.*|.*_log';
export const MACHINERY = new RegExp(`^(?:${MACHINERY_TYPES})$`);

/** Treatment of a post by its status. Statuses that are not listed are not published. */
export const HELD: Readonly<Record<string, string | false>> = {
  publish: false,
  // Its date says when it is due, unless that had come and WordPress did not publish it.
  future: false,
  private: 'private',
  draft: 'a draft',
  pending: 'pending review',
};
/** The time of a post had come when the export was made, and WordPress had not published it: it missed its schedule. */
export const MISSED = 'scheduled, and not published when its time came';
export const THROWN_AWAY: ReadonlySet<string> = new Set(['trash', 'auto-draft']);
