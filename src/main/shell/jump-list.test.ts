import { describe, expect, it } from 'vitest';
import { emptyModel } from '../../shared/domain/model';
import { actionOfArguments, argumentOf, dockMenu, isOffered, jumpTasks } from './jump-list';
import { readPassedWish, readStartWish } from './start-wish';
import { onlineModel } from './testing/model';

describe('the tasks of the jump list', () => {
  it('offer what there is to do while somebody is signed in', () => {
    const titles = jumpTasks(onlineModel()).map(({ title }) => title);
    expect(titles).toEqual([
      'New conversation',
      'History',
      'Available',
      'Busy',
      'Do not disturb',
      'Be right back',
      'Away',
      'Appear offline',
      'Sign out',
    ]);
    expect(jumpTasks(emptyModel)).toEqual([]);
    const policy = { ...emptyModel.policy, canAppearOffline: false };
    expect(jumpTasks(onlineModel({ policy })).map(({ title }) => title)).not.toContain('Appear offline');
  });

  it('each start Parley with one word of their own, which leads back to the same choice', () => {
    const tasks = jumpTasks(onlineModel());
    expect(new Set(tasks.map((task) => task.arguments)).size).toBe(tasks.length);
    for (const task of tasks) {
      expect(task.arguments).toMatch(/^--do=[a-z-]+$/u);
      const action = readStartWish(['C:\\Parley.exe', '--allow-something', task.arguments]).action;
      expect(action && argumentOf(action)).toBe(task.arguments);
    }
  });

  it('are not offered while the connection is lost, but for signing out', () => {
    const model = { ...onlineModel(), connection: { kind: 'reconnecting', attempt: 1 } } as unknown as Parameters<
      typeof jumpTasks
    >[0];
    expect(jumpTasks(model).map((task) => task.arguments)).toEqual(['--do=sign-out']);
    expect(isOffered(model, { kind: 'sign-out' })).toBe(true);
    expect(isOffered(model, { kind: 'set-availability', availability: 'busy' })).toBe(false);
    expect(isOffered(onlineModel(), { kind: 'set-availability', availability: 'busy' })).toBe(true);
  });
});

describe('the menu of the Dock', () => {
  it('marks the availability that is set, and leaves quitting to the system', () => {
    const items = dockMenu(onlineModel()).flatMap((item) => (item.type === 'submenu' ? item.items : [item]));
    expect(items.filter((item) => item.type === 'radio' && item.checked)).toHaveLength(1);
    expect(items.some((item) => 'action' in item && item.action.kind === 'quit')).toBe(false);
  });
});

describe('a start with a choice', () => {
  it.each(['--do=', '--do=delete', '--do=quit', '--do=open', '--do=quit now', '--do', 'do=quit', '--DO=quit'])(
    '%s is none',
    (argument) => {
      expect(actionOfArguments([argument])).toBeUndefined();
    },
  );

  it('is handed over to the Parley that runs, and nothing else is', () => {
    expect(readPassedWish({ isHidden: false, people: [], action: { kind: 'sign-out' } }).action).toEqual({
      kind: 'sign-out',
    });
    for (const action of [{ kind: 'erase' }, 'sign-out', 7, { kind: 'set-availability', availability: 'gone' }]) {
      expect(readPassedWish({ isHidden: false, people: [], action }).action).toBeUndefined();
    }
  });
});
