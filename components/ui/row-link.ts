/** Marks the link of a row, which the keys of `<RowKeys>` go to: `<Link {...ROW_LINK}>`. */
export const ROW_LINK = { 'data-row-link': '' } as const
