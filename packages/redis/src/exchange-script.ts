import { script } from './script.ts'

/**
 * One exchange of a `LimitStore`, by the rules that stand there. All times are milliseconds of the server's clock.
 *
 * KEYS, all in one slot of a cluster: a hash with `epoch`, `seq`, `blocked` and `turn`, and sorted sets `flying` and
 * `over` (request by time), `line` (worker by its turn), `due` (worker by the end of its place), `workers` (worker by
 * time), `had` (worker by what it has had).
 */
export const exchangeScript = script(`
local state, flying, over, line, due, workers, had = unpack(KEYS)
local ask = cjson.decode(ARGV[1])
local settling, patience, grace = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local worker, want = ask.worker, ask.want or 0
local longest = 0
for _, budget in ipairs(ask.budgets) do longest = math.max(longest, budget.window) end

-- What counts no more, and who has not been heard of.
redis.call('ZREMRANGEBYSCORE', flying, '-inf', now - longest - ask.travel)
redis.call('ZREMRANGEBYSCORE', over, '-inf', now - longest)
redis.call('ZREMRANGEBYSCORE', workers, '-inf', now - longest - 60000)
for _, late in ipairs(redis.call('ZRANGEBYSCORE', due, '-inf', '(' .. now)) do
  redis.call('ZREM', line, late)
  redis.call('ZREM', due, late)
end

-- A server that was emptied waits for what the workers know.
local epoch = redis.call('HGET', state, 'epoch')
local blocked = tonumber(redis.call('HGET', state, 'blocked') or 0)
if not epoch then
  epoch = ask.nextEpoch
  redis.call('HSET', state, 'epoch', epoch)
  if ask.epoch then blocked = now + settling end
end
if ask.pause > 0 then blocked = math.max(blocked, now + math.ceil(ask.pause)) end
redis.call('HSET', state, 'blocked', blocked)

-- What the worker tells.
redis.call('ZADD', workers, now, worker)
for _, one in ipairs(ask.flying) do redis.call('ZADD', flying, now - one[2], worker .. ':' .. one[1]) end
for _, one in ipairs(ask.over) do
  redis.call('ZREM', flying, worker .. ':' .. one[1])
  redis.call('ZADD', over, now - one[2], worker .. ':' .. one[1])
end
for _, number in ipairs(ask.unused) do redis.call('ZREM', flying, worker .. ':' .. number) end

local function leave()
  redis.call('ZREM', line, worker)
  redis.call('ZREM', due, worker)
end
local all = redis.call('ZCARD', workers)
local turn = tonumber(redis.call('HGET', state, 'turn') or 0)

-- Who has had less stands in front; who was away gets one part more than the others at most. Equals stand as they came.
local function stand()
  if redis.call('ZSCORE', line, worker) then return end
  local smallest = math.huge
  for _, budget in ipairs(ask.budgets) do smallest = math.min(smallest, budget.size) end
  local least = turn - math.ceil(smallest / all)
  redis.call('ZREMRANGEBYSCORE', had, '-inf', '(' .. least)
  local mine = math.max(least, tonumber(redis.call('ZSCORE', had, worker) or 0))
  redis.call('ZADD', line, mine + redis.call('HINCRBY', state, 'seq', 1) % 1e6 / 1e6, worker)
end

local used, room = {}, math.huge
for index, budget in ipairs(ask.budgets) do
  used[index] = redis.call('ZCOUNT', flying, '(' .. (now - budget.window - ask.travel), '+inf')
    + redis.call('ZCOUNT', over, '(' .. (now - budget.window), '+inf')
  room = math.min(room, budget.size - used[index])
end

-- When the request is over that must be so before this worker may go: the earliest of both sets are merged up to it.
local function freed(budget, index)
  local from = { '(' .. (now - budget.window), '(' .. (now - budget.window - ask.travel) }
  local a = redis.call('ZRANGEBYSCORE', over, from[1], '+inf', 'WITHSCORES', 'LIMIT', 0, index + 1)
  local b = redis.call('ZRANGEBYSCORE', flying, from[2], '+inf', 'WITHSCORES', 'LIMIT', 0, index + 1)
  local i, j, last = 2, 2, now
  for _ = 0, index do
    local x, y = tonumber(a[i]), tonumber(b[j])
    if x and (not y or x <= y) then last, i = x, i + 2
    elseif y then last, j = y, j + 2 end
  end
  return last
end

local granted, wait = 0, 0
if ask.want == 0 then leave() end
if want > 0 then
  stand()
  local ahead = redis.call('ZRANK', line, worker)
  if blocked <= now and room > ahead then
    granted = math.min(want, math.max(1, math.floor((room - ahead) / all)))
  end
  for number = ask.first, ask.first + granted - 1 do
    redis.call('ZADD', flying, now, worker .. ':' .. string.format('%d', number))
  end
  if granted > 0 then
    local place = math.floor(tonumber(redis.call('ZSCORE', line, worker)))
    turn = math.max(turn, place)
    redis.call('HSET', state, 'turn', turn)
    redis.call('ZADD', had, place + granted, worker)
    leave()
  end
  if granted < want then
    stand()
    ahead = redis.call('ZRANK', line, worker)
    wait = math.max(0, blocked - now)
    for index, budget in ipairs(ask.budgets) do
      used[index] = used[index] + granted
      local behind = used[index] - budget.size + ahead
      if behind >= 0 then
        local left = freed(budget, behind) + budget.window - now
        -- What is still under way after a whole window is over any moment.
        if left <= 0 then left = math.min(100, math.max(5, ask.travel / 10)) end
        wait = math.max(wait, left)
      end
    end
    redis.call('ZADD', due, now + math.min(wait, patience) + grace, worker)
  else
    for index in ipairs(used) do used[index] = used[index] + granted end
  end
end

local keep = math.ceil(math.max(longest + ask.travel, blocked - now) + 60000)
for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, keep) end
return { granted, tostring(wait), all, epoch, unpack(used) }
`)
