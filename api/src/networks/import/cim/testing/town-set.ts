import { readFileSync } from 'node:fs';

const XML = readFileSync(new URL('./town.xml', import.meta.url), 'utf8');

export const EQ_ID = 'urn:uuid:7c1f0e8a-5a55-4f0e-9d10-0000000000e0';

/** An RDF/XML file with a header as profiles have it. */
export const profileFile = (
  header: { readonly id: string; readonly profile: string; readonly more?: string },
  content: string,
): string => `<?xml version="1.0" encoding="UTF-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
         xmlns:cim="http://iec.ch/TC57/2013/CIM-schema-cim16#"
         xmlns:md="http://iec.ch/TC57/61970-552/ModelDescription/1#">
  <md:FullModel rdf:about="${header.id}">
    <md:Model.profile>${header.profile}</md:Model.profile>${header.more ?? ''}
  </md:FullModel>
${content}
</rdf:RDF>
`;

const dependsOn = (...ids: readonly string[]): string =>
  ids.map((id) => `<md:Model.DependentOn rdf:resource="${id}"/>`).join('');

/** The town's objects, one a line, without its header. */
const lines = XML.slice(XML.indexOf('  <cim:'), XML.indexOf('</rdf:RDF>')).split(/\n(?= {2}<cim)/);
const isPlace = (line: string): boolean => /^\s*<cim:(Location|PositionPoint|CoordinateSystem) /.test(line);
/** What stands in the file of states and nowhere else: loads, and positions of switches. */
const STATE = /<cim:EnergyConsumer\.p>[^<]*<\/cim:EnergyConsumer\.p>/;
const states = lines.flatMap((line) => {
  const [, name, id] = /^\s*<cim:(\w+) rdf:ID="([^"]+)"/.exec(line) ?? [];
  const state = STATE.exec(line)?.[0];
  return state === undefined ? [] : [`  <cim:${name} rdf:about="#${id}">${state}</cim:${name}>`];
});

/** The town of town.xml as a set: equipment, states, places, and topology that nobody needs. */
export const TOWN_SET = {
  EQ: profileFile(
    {
      id: EQ_ID,
      profile: 'http://entsoe.eu/CIM/EquipmentCore/3/1',
      more: '<md:Model.description>示范镇</md:Model.description><md:Model.modelingAuthoritySet>example.org/town</md:Model.modelingAuthoritySet>',
    },
    lines
      .filter((line) => !isPlace(line))
      .map((line) => line.replace(STATE, '').replaceAll('CIM100#', '2013/CIM-schema-cim16#'))
      .join('\n'),
  ),
  SSH: profileFile(
    { id: 'urn:uuid:5', profile: 'http://iec.ch/TC57/ns/CIM/SteadyStateHypothesis-EU/3.0', more: dependsOn(EQ_ID) },
    `${states.join('\n')}\n  <cim:LoadBreakSwitch rdf:about="#tie"><cim:Switch.open>true</cim:Switch.open></cim:LoadBreakSwitch>`,
  ),
  GL: profileFile(
    { id: 'urn:uuid:6', profile: 'http://entsoe.eu/CIM/GeographicalLocation/2/1', more: dependsOn(EQ_ID) },
    lines.filter(isPlace).join('\n'),
  ),
  TP: profileFile(
    { id: 'urn:uuid:7', profile: 'http://entsoe.eu/CIM/Topology/4/1', more: dependsOn(EQ_ID) },
    '  <cim:TopologicalNode rdf:ID="tn1"/>',
  ),
} as const;
