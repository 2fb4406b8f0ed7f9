// What people of a level are shown of the local user, as protocol.md 5.3 has it. Pure. A server may be set up to show something else.
import type { AccessLevel } from '../../shared/domain/contact';
import type { Availability, PhoneNumber, Self } from '../../shared/domain/person';

export interface AccessPreview {
  readonly name: string;
  readonly email?: string;
  readonly title?: string;
  readonly company?: string;
  readonly office?: string;
  readonly phones: readonly PhoneNumber[];
  readonly availability: Availability;
  readonly note?: string;
  readonly seesCalendar: boolean;
  readonly mayInterrupt: boolean;
}

const rank: Readonly<Record<AccessLevel, number>> = { blocked: 0, public: 1, company: 2, team: 3, personal: 4 };

export function accessPreview(self: Self, level: AccessLevel): AccessPreview {
  const { name, email, title, company, office, note } = self;
  const at = rank[level];
  const sees = (least: AccessLevel): boolean => at >= rank[least];
  return {
    name,
    ...(email !== undefined && { email }),
    ...(title !== undefined && sees('public') && { title }),
    ...(company !== undefined && sees('public') && { company }),
    ...(office !== undefined && sees('company') && { office }),
    phones: self.phones.filter(({ type }) => sees(leastForPhone(type))),
    availability: level === 'blocked' ? 'offline' : self.availability,
    ...(note.trim() !== '' && sees('company') && { note }),
    seesCalendar: sees('company'),
    mayInterrupt: level === 'team',
  };
}

function leastForPhone(type: PhoneNumber['type']): AccessLevel {
  if (type === 'work') return 'company';
  return type === 'mobile' ? 'team' : 'personal';
}
