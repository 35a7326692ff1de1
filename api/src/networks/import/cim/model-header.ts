import type { CimObject } from './parse-cim.ts';
import { plainId } from './parse-cim.ts';
import { NEEDED, type Profile, profileOf } from './profiles.ts';

/** What md:FullModel says of a file (IEC 61970-552). */
export type ModelHeader = {
  readonly id: string;
  readonly file: string | undefined;
  readonly line: number;
  readonly profiles: ReadonlySet<Profile>;
  readonly dependsOn: readonly string[];
  readonly supersedes: readonly string[];
  readonly description: string | undefined;
  readonly authority: string | undefined;
};

export const headerOf = ({ id, line, properties }: CimObject, file: string | undefined): ModelHeader => {
  const all = (name: string): string[] =>
    properties.filter((property) => property.name === name && property.value !== '').map(({ value }) => value);
  return {
    id,
    file,
    line,
    profiles: new Set(all('Model.profile').map(profileOf)),
    dependsOn: all('Model.DependentOn').map(plainId),
    supersedes: all('Model.Supersedes').map(plainId),
    description: all('Model.description')[0],
    authority: all('Model.modelingAuthoritySet')[0],
  };
};

/** Whether the file is of these parts alone. Of one that does not say, nobody knows. */
export const isOnly = ({ profiles }: ModelHeader, parts: (profile: Profile) => boolean): boolean =>
  profiles.size > 0 && [...profiles].every(parts);

/** Whether a network may need something of the file. */
export const isNeeded = (header: ModelHeader): boolean => !isOnly(header, (profile) => !NEEDED.has(profile));

/** Whether equipment may begin in the file. */
export const mayHoldEquipment = ({ profiles }: ModelHeader): boolean =>
  profiles.size === 0 || profiles.has('EQ') || profiles.has('other');
