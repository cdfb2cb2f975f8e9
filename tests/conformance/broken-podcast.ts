import type { Broken } from './broken-atom.ts';

export const BROKEN_PODCAST: Broken = {
  podcastsHaveKnownElements: [
    ['<itunes:author>', '<itunes:duration>1</itunes:duration><itunes:author>'],
    ['<podcast:medium>', '<podcast:chapters/><podcast:medium>'],
    ['<podcast:season>', '<podcast:guid/><podcast:season>'],
    [/(<itunes:explicit>true)/, '<itunes:explicit>true</itunes:explicit>$1'],
    [/(<podcast:chapters [^>]*>)/, '$1$1'],
  ],
  podcastHasWhatAppleRequires: [
    [/<itunes:author>.*?<\/itunes:author>/, ''],
    [/<itunes:image [^>]*>/, ''],
    [/<itunes:category .*<\/itunes:category>\s*<itunes:category [^>]*\/>/s, ''],
    [/<enclosure [^>]*>/, ''],
  ],
  podcastCategoriesAreOfTheList: [
    ['<itunes:category text="TV &amp; Film"', '<itunes:category text="Film"'],
    ['<itunes:category text="Daily News"', '<itunes:category text="Soccer"'],
  ],
  explicitIsTrueOrFalse: [
    ['<itunes:explicit>false', '<itunes:explicit>clean'],
    ['<itunes:explicit>true', '<itunes:explicit>yes'],
  ],
  coversAreAddresses: [
    [/(<itunes:image href=)"[^"]*"/, '$1"/bia.jpg"'],
    [/<itunes:image href="([^"]*)"\/>/, '<itunes:image>$1</itunes:image>'],
  ],
  podcastTypesAreKnown: [
    ['<itunes:type>serial', '<itunes:type>series'],
    ['<itunes:episodeType>bonus', '<itunes:episodeType>extra'],
  ],
  podcastIsSomeones: [
    [/<itunes:author>.*?</, '<itunes:author> <'],
    [/<itunes:email>.*?</, '<itunes:email>Lê Na<'],
    [/<itunes:email>.*?<\/itunes:email>/, ''],
  ],
  durationIsATime: [
    [/<itunes:duration>.*?</, '<itunes:duration>1:75<'],
    [/<itunes:duration>.*?</, '<itunes:duration>90.5<'],
  ],
  episodesAreNumbered: [
    [/<itunes:episode>.*?</, '<itunes:episode>0<'],
    [/<podcast:season>.*?</, '<podcast:season>9<'],
  ],
  podcastIsKnownByAUuid: [
    [/<podcast:guid>.*?</, '<podcast:guid>nghe<'],
    [/<podcast:guid>.*?<\/podcast:guid>/, ''],
  ],
  mediumIsKnown: [['<podcast:medium>podcast', '<podcast:medium>radio']],
  podcastIsLockedOrNot: [
    ['>yes</podcast:locked>', '>true</podcast:locked>'],
    [/<podcast:locked owner="[^"]*"/, '<podcast:locked'],
  ],
  fundingIsALinkWithAText: [
    [/<podcast:funding url="[^"]*"/, '<podcast:funding url="/gop"'],
    [/(<podcast:funding [^>]*>)[^<]*/, '$1'],
  ],
  podcastLicenseCanBeFound: [
    [/<podcast:license url="[^"]*"/, '<podcast:license url="/l"'],
    [/<podcast:license url="[^"]*"/, '<podcast:license'],
  ],
  transcriptsAreText: [
    [/(<podcast:transcript url=)"[^"]*"/, '$1"a.vtt"'],
    ['type="text/vtt"', 'type="vtt"'],
    [/(<podcast:transcript [^>]*language=)"[^"]*"/, '$1"Tiếng Việt"'],
  ],
  transcriptsAreOfKnownTypes: [['type="text/vtt"', 'type="application/pdf"']],
  chaptersAreAFile: [
    [/(<podcast:chapters url=)"[^"]*"/, '$1"a.json"'],
    ['application/json+chapters', 'application/json'],
  ],
  personsHaveNames: [
    [/(<podcast:person[^>]*>)[^<]*/, '$1 '],
    [/(<podcast:person[^>]* href=)"[^"]*"/, '$1"javascript:alert(1)"'],
  ],
  alternatesHaveASource: [
    [/<podcast:source [^>]*>/, ''],
    [/<podcast:source uri="[^"]*"/, '<podcast:source uri="a.m4a"'],
    [/(<podcast:alternateEnclosure type=)"[^"]*"/, '$1"m4a"'],
  ],
  chaptersBeginOneAfterAnother: [
    ['start="00:01:30"', 'start="00:00:00"'],
    ['start="00:01:30"', 'start="1:30"'],
    [/(<psc:chapter [^>]*title=)"[^"]*"/, '$1""'],
    ['<psc:chapters version="1.2"', '<psc:chapters'],
  ],
};
