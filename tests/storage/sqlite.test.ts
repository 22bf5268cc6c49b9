import { describeStorage } from './describe-storage.ts'
import { sqlite } from './sqlite-engine.ts'

describeStorage(sqlite)
