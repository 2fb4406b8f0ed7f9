// Binds the IPC contract to its handlers through one wrapper: who asks is checked, then what is asked, then the handler runs,
// and what it throws becomes an answer. Electron's pieces are handed in.
import * as v from 'valibot';
import { FailureError, failureOfError, type Failure } from '../shared/domain/failure';
import type { Log } from '../shared/log';
import type { Answer, MethodName, MethodOutput, Methods, ParsedInput } from '../shared/ipc/contract';

/** Who called. */
export interface MethodContext {
  /** Id of the web contents that asked. */
  readonly senderId: number;
}

export type MethodHandler<Name extends MethodName> = (
  input: ParsedInput<Name>,
  context: MethodContext,
) => MethodOutput<Name> | Promise<MethodOutput<Name>>;

export type MethodHandlers = { readonly [Name in MethodName]: MethodHandler<Name> };

/** The part of Electron's `IpcMainInvokeEvent` that the check looks at. */
export interface InvokeEvent {
  readonly sender: { readonly id: number };
  /** Null when the frame is gone or has navigated since it asked. */
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

export interface InvokeListeners {
  handle(channel: string, listener: (event: InvokeEvent, ...args: unknown[]) => Promise<unknown>): void;
  removeHandler(channel: string): void;
}

export interface BindOptions<Name extends MethodName> {
  readonly ipc: InvokeListeners;
  readonly methods: Pick<Methods, Name>;
  readonly handlers: Pick<MethodHandlers, Name>;
  /** Whether a page of this address is ours. */
  readonly isOwnPage: (url: string) => boolean;
  readonly log: Log;
}

/** Listens for each of `methods`; returns what ends it. */
export function bindMethods<Name extends MethodName>(options: BindOptions<Name>): () => void {
  const { ipc, methods, handlers, isOwnPage, log } = options;
  const bound = Object.entries(methods) as [MethodName, { readonly input: v.GenericSchema }][];

  for (const [name, { input: schema }] of bound) {
    const handler = handlers[name as Name] as (input: unknown, context: MethodContext) => unknown;

    ipc.handle(name, async (event, ...args): Promise<Answer<unknown>> => {
      const frame = event.senderFrame;
      if (!frame || frame.parent !== null || !isOwnPage(frame.url)) {
        log('method refused: not from a window of ours', { method: name });
        return refuse({ code: 'not-allowed' });
      }
      const parsed = v.safeParse(schema, args[0]);
      if (args.length > 1 || !parsed.success) {
        // The path only: the value may hold a password or a message.
        const paths = parsed.success ? [] : parsed.issues.map((issue) => v.getDotPath(issue) ?? '(whole)');
        log('method refused: bad input', { method: name });
        return refuse({ code: 'bad-request', detail: paths.join(', ') });
      }
      try {
        return { ok: true, value: await handler(parsed.output, { senderId: event.sender.id }) };
      } catch (error) {
        if (error instanceof FailureError) return refuse(failureOfError(error));
        log('method failed', { method: name, error });
        return refuse({ code: 'internal' });
      }
    });
  }

  return () => {
    for (const [name] of bound) ipc.removeHandler(name);
  };
}

function refuse(failure: Failure): Answer<never> {
  return { ok: false, failure };
}
