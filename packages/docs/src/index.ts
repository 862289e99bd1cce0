export { serveSite, siteFolder, type Handler } from './serve.ts'
