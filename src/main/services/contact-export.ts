// Writes the contact list to a file of the person's choice. What stood in the file before stays until the new one is whole.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { accessLevelsByUri } from '../../shared/domain/access-level';
import { FailureError } from '../../shared/domain/failure';
import type { Model } from '../../shared/domain/model';
import { writeContacts, type ContactFormat, type FileContact } from '../../shared/transfer/contact-files';
import { replaceFile } from '../store/private-file';

function contactsOf({ contacts, groups, people, accessLevels }: Model): readonly FileContact[] {
  const levelOf = accessLevelsByUri(accessLevels);
  return [...contacts.values()].map(({ uri, name, groupIds }) => {
    const level = levelOf(uri);
    const { title, company, email, phones = [] } = people.get(uri) ?? {};
    return {
      uri,
      name,
      groups: groupIds.flatMap((id) => {
        const group = groups.get(id);
        return group && !group.isDefault ? [group.name] : [];
      }),
      ...(level && { level }),
      ...(title !== undefined && { title }),
      ...(company !== undefined && { company }),
      ...(email !== undefined && { email }),
      ...(phones.length > 0 && { phones: phones.map(({ display }) => display) }),
    };
  });
}

/** Rejects with `file-not-written`. */
export async function writeContactFile(file: string, format: ContactFormat, model: Model): Promise<void> {
  try {
    const text = writeContacts(contactsOf(model), format);
    await replaceFile(file, (stream) => pipeline(Readable.from([text]), stream));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new FailureError('file-not-written', detail, { cause: error });
  }
}
