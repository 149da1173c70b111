// SPDX-License-Identifier: Apache-2.0
// HCL (Terraform, Nomad, Packer) and its looser relative HOCON.
#pragma once

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// `name = value`, `block "label" { ... }`, objects, lists, here-documents,
/// comments of all three kinds, arguments of functions under the attribute's
/// name. `${...}` stays as written.
///
/// Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md,
///         https://github.com/lightbend/config/blob/main/HOCON.md (read 2026-11)
void ReadHcl(Emitter& emitter, Span range);

}  // namespace keylint::decode
