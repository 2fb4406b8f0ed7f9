/** What ConfirmDialog.vue asks, in words. */
export interface Question {
  readonly title: string;
  readonly text: string;
  /** On the button that does it. */
  readonly confirm: string;
}
