// SPDX-License-Identifier: Apache-2.0
// Dockerfiles: ENV, ARG and LABEL as settings, RUN and CMD as command lines.
#pragma once

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// Source: https://docs.docker.com/reference/dockerfile/ (read 2026-11)
void ReadDockerfile(Emitter& emitter, Span range);

}  // namespace keylint::decode
