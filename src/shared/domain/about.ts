// What Parley is made of: its version and those of what it runs on, and the libraries of others in it.

export interface AboutParley {
  /** By the names that the parts go by: Parley first, then Electron, Chromium, Node.js. */
  readonly versions: Readonly<Record<string, string>>;
  /** Of the operating system, as `linux 6.1.0 x64`. */
  readonly system: string;
}

export interface BundledLibrary {
  readonly name: string;
  readonly version: string;
  /** Its name among those of SPDX, such as MIT. */
  readonly licence: string;
  readonly homepage?: string;
  /** The words of the licence. */
  readonly text: string;
}
