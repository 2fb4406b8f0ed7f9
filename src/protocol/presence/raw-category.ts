// `rawCategory`: an application's own presence data, passed on unread (protocol.md 3.27).

export interface RawCategory {
  readonly name: string;
  readonly nameSpace: string;
  readonly instanceMask?: number;
  readonly version?: number;
  readonly container?: string;
  readonly publishTime?: string;
  readonly endpointId?: string;
  readonly expireType?: 'static' | 'user' | 'endpoint' | 'time';
  readonly expires?: string;
  /** The foreign elements, well-formed, as XML text. */
  readonly xml: string;
}
