import type { Database } from 'better-sqlite3'
import type { Store } from './store.ts'

/** What the database holds, by its own account. */
export function tablesIn(db: Database): Pick<Store, 'tables'> {
  const read = db.prepare<[], { readonly name: string; readonly column: string }>(
    `select owner.name as name, info.name as "column" from sqlite_schema as owner, pragma_table_info(owner.name) as info
     where owner.type = 'table' and owner.name not like 'sqlite_%' order by owner.name, info.cid`,
  )
  return {
    tables: () => {
      const tables: Record<string, string[]> = {}
      for (const { name, column } of read.all()) tables[name] = [...(tables[name] ?? []), column]
      return tables
    },
  }
}
