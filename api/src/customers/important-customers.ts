import type { Tables } from '@relight/db/connect';
import { importantCustomers } from '@relight/db/schema/customers';
import type { ImportantCustomer } from '@relight/shared/http/operations';
import { asc } from 'drizzle-orm';

/** The whole register. */
export const listImportantCustomers = async (tables: Tables): Promise<ImportantCustomer[]> => {
  const rows = await tables.select().from(importantCustomers).orderBy(asc(importantCustomers.id));
  return rows.map(({ nameZh, nameEn, categoryZh, categoryEn, ...row }) => ({
    servicePoint: row.servicePoint,
    name: { zh: nameZh, en: nameEn },
    class: row.class,
    category: { zh: categoryZh, en: categoryEn },
    backup: row.backup,
    autonomyMinutes: row.autonomyMinutes,
    safetyLoadKw: row.safetyLoadKw,
    lon: row.lon,
    lat: row.lat,
  }));
};
