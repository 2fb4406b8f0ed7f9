// How somebody looks at their contact list: by what it is parted, in which order people stand.

/** `tagged`: those of whom one is told when they come or go. */
export const contactViews = ['groups', 'availability', 'access', 'recents', 'tagged'] as const;
export type ContactView = (typeof contactViews)[number];

/** `online`: by name, those who could answer first. */
export const contactOrders = ['online', 'name', 'availability'] as const;
export type ContactOrder = (typeof contactOrders)[number];

export const contactDensities = ['comfortable', 'compact'] as const;
export type ContactDensity = (typeof contactDensities)[number];
