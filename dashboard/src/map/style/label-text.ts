import type { ExpressionSpecification } from 'maplibre-gl';
import type { MapLanguage } from '../map-props.ts';
import type { Look } from './look.ts';

const own: ExpressionSpecification = ['coalesce', ['get', 'name'], ''];
const english: ExpressionSpecification = ['coalesce', ['get', 'nameEn'], ['get', 'name'], ''];

type Names = Readonly<Record<MapLanguage, ExpressionSpecification>>;
const FROM_FEATURE: Names = { zh: own, en: english };

/** A name in the reader's language. */
export const oneName = ({ language }: Look, names: Names = FROM_FEATURE): ExpressionSpecification => names[language];

/** Both names, one above the other, where the map is for everyone; else the reader's. */
export const nameText = (look: Look, names: Names = FROM_FEATURE): ExpressionSpecification => {
  if (!look.bilingual) return oneName(look, names);
  const [first, second] = look.language === 'zh' ? [names.zh, names.en] : [names.en, names.zh];
  return [
    'format',
    first,
    {},
    ['case', ['==', names.zh, names.en], '', ['concat', '\n', second]],
    { 'font-scale': 0.72 },
  ];
};

/** Tiles carry a substation's id for a name; what it is called comes with the description of the network. */
export const substationNames = ({ names }: Look): Names => {
  const lookUp = (language: MapLanguage, otherwise: ExpressionSpecification): ExpressionSpecification => {
    const entries = Object.entries(names).flatMap(([id, name]) => {
      const text = name[language];
      return text === undefined ? [] : [id, text];
    });
    if (entries.length === 0) return otherwise;
    return ['match', ['get', 'name'], ...entries, otherwise] as unknown as ExpressionSpecification;
  };
  return { zh: lookUp('zh', own), en: lookUp('en', english) };
};
