// A search and what a server makes of it, over real HTTP.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CwaRequest } from '../../../protocol/requests';
import type { UcEngine } from '../engine';
import type { ScriptedService } from '../testing/scripted-service';
import { Desk, until } from '../testing/desk';

const kim = 'sip:kim@example.com';

let desk: Desk;
let service: ScriptedService;
let engine: UcEngine;

beforeEach(async () => {
  desk = await Desk.open();
  ({ service, engine } = desk);
  await desk.signIn();
});

afterEach(() => desk.close());

function answerSearches(answer: (rid: string) => void): void {
  service.onRequest = (request: CwaRequest) => {
    if (request.kind !== 'search') return service.succeed(request);
    answer(request.rid);
    return { kind: 'requestAccepted', rid: request.rid };
  };
}
const searchRids = (): string[] =>
  service.requests().flatMap((request) => (request.kind === 'search' ? [request.rid] : []));

const noAnswer = { code: 'timeout', detail: 'no result of the search' };

describe('asking the directory', () => {
  it.each([
    ['only accepted', () => undefined],
    ['called a success', (rid: string) => service.push({ kind: 'requestSucceeded', rid })],
  ])('has failed when it is %s and never answered, and has not found nobody', async (_, answer) => {
    answerSearches(answer);
    await expect(engine.searchDirectory('kim')).rejects.toMatchObject(noAnswer);
    expect(desk.isOnline).toBe(true);
  });

  it('finds nobody, and says so', async () => {
    answerSearches((rid) => service.push({ kind: 'searchResult', rid, moreAvailable: false, users: [] }));
    expect(await engine.searchDirectory('kim')).toEqual({ hits: [], more: false });
  });

  it('is answered by its result alone, whatever comes first', async () => {
    const users = [{ uri: kim }];
    answerSearches((rid) =>
      service.push({ kind: 'searchResult', rid, moreAvailable: false, users }, { kind: 'requestSucceeded', rid }),
    );
    expect((await engine.searchDirectory('kim')).hits).toMatchObject([{ uri: kim }]);
  });

  it('is not harmed by the late result of another', async () => {
    answerSearches(() => undefined);
    await expect(engine.searchDirectory('lee')).rejects.toMatchObject(noAnswer);
    const [late = ''] = searchRids();
    answerSearches((rid) =>
      service.push(
        { kind: 'searchResult', rid: late, moreAvailable: false, users: [{ uri: 'sip:lee@example.com' }] },
        { kind: 'searchResult', rid, moreAvailable: false, users: [{ uri: kim }] },
      ),
    );
    expect((await engine.searchDirectory('kim')).hits).toMatchObject([{ uri: kim }]);
  });

  it.each([
    ['no rid', '', ' returned="1"'],
    ['an empty rid', ' rid=""', ' returned="1"'],
    ["a page's rid", ' rid="27"', ' returned="1"'],
    ['the rid of a request that was no search', ' rid="1"', ' returned="1"'],
    ['a number told twice', 'RID', ' returned="1" moreAvailable="false" returned="10"'],
  ])('is answered by a result with %s while it alone waits', async (_, rid, rest) => {
    answerSearches((own) => {
      const told = rid === 'RID' ? ` rid="${own}"` : rid;
      service.pushXml(`<searchResult eid="EID"${told}${rest}><user uri="${kim}" displayName="Kim"/></searchResult>`);
    });
    expect((await engine.searchDirectory('kim')).hits).toMatchObject([{ uri: kim }]);
  });

  it('is answered by what names it, although a result that names another comes first', async () => {
    answerSearches((rid) =>
      service.pushXml(
        `<searchResult eid="EID" rid="${rid}0"><user uri="sip:lee@example.com"/></searchResult>`,
        `<searchResult eid="EID" rid="${rid}"><user uri="${kim}"/></searchResult>`,
      ),
    );
    expect((await engine.searchDirectory('kim')).hits).toMatchObject([{ uri: kim }]);
  });

  it('is not answered by a result without a rid while another waits, too', async () => {
    answerSearches(() => undefined);
    const asked = [engine.searchDirectory('kim'), engine.searchDirectory('lee')];
    service.pushXml(`<searchResult eid="EID"><user uri="${kim}"/></searchResult>`);
    for (const result of await Promise.allSettled(asked)) {
      expect(result).toMatchObject({ status: 'rejected', reason: noAnswer });
    }
  });

  it('has failed when the session is lost, and has not found nobody', async () => {
    // Timers as they are: what ends the search is the loss.
    engine = desk.newEngine({
      timers: {
        setTimeout: (run, delayMs) => setTimeout(run, delayMs),
        clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
      },
    });
    await desk.signIn();
    answerSearches(() => service.loseSession());
    await expect(engine.searchDirectory('kim')).rejects.toMatchObject(noAnswer);
    await until(() => desk.isOnline, 'the new session');
  });

  it('is refused, and says why', async () => {
    service.onRequest = (request) =>
      request.kind === 'search'
        ? { kind: 'requestFailed', rid: request.rid, error: { code: 18201, sipResponse: { code: 403 } } }
        : service.succeed(request);
    await expect(engine.searchDirectory('kim')).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
