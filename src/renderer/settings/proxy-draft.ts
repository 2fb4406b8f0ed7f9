// What was begun with the proxy and does not count yet: there as long as the window is, wherever somebody looks meanwhile.
import { shallowRef } from 'vue';

/** Undefined: what counts. Anything else would be lost with the window. */
export const typedProxy = shallowRef<string>();
/** A proxy was chosen, and there is no address yet. */
export const isProxyWanted = shallowRef(false);
