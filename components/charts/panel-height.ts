/** The height of the panel with its chart, which every other state of it keeps, so that the page does not jump. */
export const PANEL_HEIGHT = 'min-h-[534px] md:min-h-[548px] 2xl:min-h-[612px]'
