// By what Windows knows the program: the same name as on its shortcuts (`appId` of electron-builder.yml), or its notifications have
// nobody's; and the same number in every run, or a notification that is answered when Parley has quit finds nobody to start.

export const appUserModelId = 'com.example.parley';
/** Drawn by lot once; never to be changed, since what stands in the notification centre names it. */
export const toastActivator = '{EB9EE508-EE00-4FB4-A102-13A41E0BE8FE}';

/** The part of Electron's `app` that is used. */
export interface NamedApp {
  setAppUserModelId(id: string): void;
  /** Absent in the older Electron of development machines. Without it each run draws another. */
  readonly setToastActivatorCLSID?: (id: string) => void;
}

/** Before the first notification. */
export function identifyProgram(app: NamedApp, platform: NodeJS.Platform): void {
  app.setAppUserModelId(appUserModelId);
  if (platform === 'win32') app.setToastActivatorCLSID?.(toastActivator);
}
