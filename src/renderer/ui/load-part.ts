// Parts of the program that are read when they are first wanted and have a place of their own on the screen: until they are there that shows
// that they are awaited, and where they cannot be read it says so, with a way to try again.
import { defineAsyncComponent, type AsyncComponentLoader, type Component } from 'vue';
import ViewFailed from './ViewFailed.vue';
import ViewLoading from './ViewLoading.vue';

export function loadPart<Part extends Component>(loader: AsyncComponentLoader<Part>): Part {
  return defineAsyncComponent<Part>({ loader, loadingComponent: ViewLoading, errorComponent: ViewFailed, delay: 0 });
}
