import { endWith } from './failure.js'
import { serve } from './server.js'

serve().catch(endWith)
