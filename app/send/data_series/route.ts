/** As the article about Braze's answers spells it. */
export { DELETE, GET, PATCH, POST, PUT } from '@/app/sends/data_series/route.ts'
