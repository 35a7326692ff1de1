import { problem } from '../networks/import/problems.ts';
import { BrokenInput } from './input-file.ts';

/** How many bytes of a file tell what it is. */
export const TELLING_BYTES = 512;

type Remedy = { readonly zh: string; readonly en: string };
type Kind = { readonly zh: string; readonly en: string; readonly remedy: Remedy };

/** For what holds features: whoever has such a file can convert it with GDAL. */
const AS_GEOJSON: Remedy = {
  zh: '请导出为 GeoJSON：ogr2ogr -f GeoJSON -t_srs EPSG:4326 network.geojson 文件 [图层]',
  en: 'Export it as GeoJSON: ogr2ogr -f GeoJSON -t_srs EPSG:4326 network.geojson FILE [LAYER]',
};
const AS_CSV: Remedy = {
  zh: '历史停电请将工作表另存为 CSV UTF-8；电网须为 GeoJSON 或 CIM RDF/XML。',
  en: 'For past outages save the sheet as CSV UTF-8. A network comes as GeoJSON or CIM RDF/XML.',
};
const UNPACKED: Remedy = {
  zh: '请先解压；可直接导入的压缩格式只有 .zip 与 .gz。',
  en: 'Unpack it first: of packed files only .zip and .gz are read.',
};
const NOT_READ: Remedy = {
  zh: '电网须为 GeoJSON 或 CIM RDF/XML；历史停电须为 NDJSON、JSON 或 CSV。',
  en: 'A network comes as GeoJSON or CIM RDF/XML, past outages as NDJSON, JSON or CSV.',
};
const AGAIN: Remedy = {
  zh: '多为下载时保存了登录页或错误页。请重新下载所需文件。',
  en: 'Often it is the page of a sign-in or an error that was saved instead. Download the file again.',
};

const GEOPACKAGE: Kind = { zh: 'GeoPackage 数据库', en: 'a GeoPackage', remedy: AS_GEOJSON };
const SHAPEFILE: Kind = { zh: 'Esri Shapefile', en: 'an Esri shapefile', remedy: AS_GEOJSON };
const GEODATABASE: Kind = { zh: 'Esri 文件地理数据库', en: 'an Esri file geodatabase', remedy: AS_GEOJSON };
const KMZ: Kind = { zh: 'KMZ', en: 'a KMZ file', remedy: AS_GEOJSON };
const OFFICE: Kind = {
  zh: 'Excel 工作簿或其他 Office 文档',
  en: 'an Excel workbook or other office document',
  remedy: AS_CSV,
};
const WEB_PAGE: Kind = { zh: '网页（HTML）', en: 'a web page (HTML)', remedy: AGAIN };
const BINARY: Kind = { zh: '二进制文件，不是文本', en: 'a binary file, not text', remedy: NOT_READ };

/** By the bytes a file begins with. */
const BY_START: readonly (readonly [start: string, kind: Kind])[] = [
  ['\x00\x00\x27\x0a', SHAPEFILE],
  ['fgb\x03', { zh: 'FlatGeobuf', en: 'a FlatGeobuf file', remedy: AS_GEOJSON }],
  ['PAR1', { zh: 'Parquet', en: 'a Parquet file', remedy: AS_GEOJSON }],
  ['AC10', { zh: 'AutoCAD 图纸', en: 'an AutoCAD drawing', remedy: AS_GEOJSON }],
  [
    '\xd0\xcf\x11\xe0',
    {
      zh: '旧版 Excel（.xls）或其他 Office 文档',
      en: 'an old Excel workbook (.xls) or other office document',
      remedy: AS_CSV,
    },
  ],
  ['%PDF', { zh: 'PDF', en: 'a PDF', remedy: NOT_READ }],
  ['7z\xbc\xaf', { zh: '7z 压缩文件', en: 'a 7z archive', remedy: UNPACKED }],
  ['Rar!', { zh: 'RAR 压缩文件', en: 'a RAR archive', remedy: UNPACKED }],
  ['BZh', { zh: 'bzip2 压缩文件', en: 'packed with bzip2', remedy: UNPACKED }],
  ['\xfd7zXZ', { zh: 'xz 压缩文件', en: 'packed with xz', remedy: UNPACKED }],
  ['\x28\xb5\x2f\xfd', { zh: 'zstd 压缩文件', en: 'packed with zstd', remedy: UNPACKED }],
];

/** By the name of a file in an archive or a directory. */
const BY_NAME: readonly (readonly [name: RegExp, kind: Kind])[] = [
  [/(^|\/)\[Content_Types\]\.xml$/, OFFICE],
  [/\.gdbtable$/i, GEODATABASE],
  [/\.shp$/i, SHAPEFILE],
  [/\.gpkg$/i, GEOPACKAGE],
  [/(^|\/)doc\.kml$/i, KMZ],
];

/** By the first tag of a text; RDF alone is read. */
const BY_TAG: readonly (readonly [tag: RegExp, kind: Kind])[] = [
  [/^(<!doctype\s+html|<html[\s>])/i, WEB_PAGE],
  [/^<kml[\s>]/i, { zh: 'KML', en: 'a KML file', remedy: AS_GEOJSON }],
  [/^<gpx[\s>]/i, { zh: 'GPX', en: 'a GPX file', remedy: AS_GEOJSON }],
  [/^<osm[\s>]/i, { zh: 'OpenStreetMap XML', en: 'OpenStreetMap XML', remedy: AS_GEOJSON }],
  [/^<([\w.-]+:)?FeatureCollection[\s>]/, { zh: 'GML', en: 'a GML file', remedy: AS_GEOJSON }],
];

/**
 * Refuses what people take for a file to import and what is none, by what it begins with: what it is and how to make of it one that can be read.
 * @throws BrokenInput for a file of another kind
 */
export const refuseForeign = (start: Uint8Array): void => {
  const text = Buffer.from(start).toString('latin1');
  const kind = kindOf(text);
  if (kind) throw foreign(kind);
};

const kindOf = (start: string): Kind | undefined => {
  if (start.startsWith('SQLite format 3'))
    return start.slice(68, 72).startsWith('GP')
      ? GEOPACKAGE
      : { zh: 'SQLite 数据库', en: 'an SQLite database', remedy: AS_GEOJSON };
  const known = BY_START.find(([bytes]) => start.startsWith(bytes))?.[1];
  if (known) return known;
  if (start.slice(257, 262) === 'ustar') return { zh: 'tar 归档文件', en: 'a tar archive', remedy: UNPACKED };
  // What stands before the first tag: a byte-order mark, blanks, the declaration, comments.
  const body = start.replace(/^(\xef\xbb\xbf|\s|<\?[^>]*\?>|<!--[\s\S]*?-->)+/, '');
  const tagged = BY_TAG.find(([tag]) => tag.test(body))?.[1];
  if (tagged) return tagged;
  return !isUtf16(start) && start.includes('\0') ? BINARY : undefined;
};

/** Text of two bytes a character is half zeros where it is Latin; what else has zeros is no text. */
const isUtf16 = (start: string): boolean =>
  /^(\xff\xfe|\xfe\xff)/.test(start) || /^[\s<{[\w"]\0|^\0[\s<{[\w"]/.test(start);

/**
 * Refuses an archive or a directory that holds another kind of data, by the names in it.
 * @throws BrokenInput for one that does
 */
export const refuseForeignNames = (names: readonly string[], file: string): void => {
  const kind = BY_NAME.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1];
  if (kind) throw foreign(kind, file);
};

const foreign = ({ zh, en, remedy }: Kind, file?: string): BrokenInput =>
  new BrokenInput(problem('wrong-kind', { zh: `是${zh}。${remedy.zh}`, en: `is ${en}. ${remedy.en}` }, { file }));

/** A file that holds nothing, or nothing but blanks. */
export const emptyFile = (file?: string): BrokenInput =>
  new BrokenInput(
    problem(
      'unreadable-file',
      { zh: '文件是空的。请重新导出或传输。', en: 'the file is empty. Export or copy it again.' },
      { file },
    ),
  );
