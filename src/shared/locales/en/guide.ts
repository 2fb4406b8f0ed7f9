// Words of the guide's window; its pages are in docs/using.md.
export default {
  title: 'Guide',
  search: 'Search the guide',
  clearSearch: 'Clear the search',
  pages: 'Pages',
  allPages: 'All pages',
  results: 'Nothing found | One page | {count} pages',
  nothingText: 'Try fewer words, or the beginning of one.',
  next: 'Next: {page}',
  previous: 'Before: {page}',
  whatsNew: 'What’s new',
  whatsNewIn: 'What’s new in Parley {version}',
  notYet: 'What’s new in this build',
  notTranslated: 'This page is in English alone.',
  failed: 'The guide could not be read',
} as const;
