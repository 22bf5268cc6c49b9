/** Marks the link of a row, which the keys of `<RowKeys>` go to: `<Link {...ROW_LINK}>`. */
export const ROW_LINK = { 'data-row-link': '' } as const

/** The classes of a link that its whole row can be pressed for. */
export const WHOLE_ROW = 'no-underline after:absolute after:inset-0 focus-visible:outline-offset-0'
