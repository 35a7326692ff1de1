/** Whether a coordinate system is WGS-84 in degrees, under any of the names that files give it. */
export const isWgs84 = (name: string): boolean => WGS84.test(name.trim());

/** `EPSG:4326`, `urn:ogc:def:crs:EPSG::4326`, `urn:ogc:def:crs:OGC:1.3:CRS84`, `http://www.opengis.net/def/crs/EPSG/0/4326`, `WGS 84`; 4979 and CRS84h have heights besides. */
const WGS84 = /(^|[:/])EPSG[:/](.*[:/])?(4326|4979)$|(^|[:/])CRS:?84h?$|^WGS[ _-]?84$/i;
