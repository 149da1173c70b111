// SPDX-License-Identifier: Apache-2.0
// Keys that a vendor's client library takes, in a page or an app that anybody
// can read: they name a project and open nothing by themselves.
#pragma once

#include "lint/judge/finding_maker.h"

namespace keylint {

/// Lowers the level of a leaked key, made for `place`, that is shipped by
/// design there, and says why it may still matter.
///
/// Time: linear in the few kilobytes around the place, for the few keys that
/// are known to be shipped.
void HeedShipped(Finding& finding, const TokenPlace& place);

/// Whether the Google API key at `place` is one that clients are given: of
/// Maps in a page or an app, or of a Firebase project.
///
/// Time: as HeedShipped.
bool IsClientsGoogleKey(const TokenPlace& place);

}  // namespace keylint
