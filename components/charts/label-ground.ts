/** A text that rules may run behind: around its letters it has the colour of the surface, so that they stop short of it. */
export const ON_GROUND = 'stroke-6 stroke-surface [paint-order:stroke] [stroke-linejoin:round]'
