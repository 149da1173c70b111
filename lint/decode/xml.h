// SPDX-License-Identifier: Apache-2.0
// XML in all its uses: plist, web.config, Maven, Spring, Hadoop, Android,
// HTML.
#pragma once

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// Text, CDATA and attributes under the names of their elements.
///   <a name="X">v</a>, <add key="X" value="v"/>     -> .../X = v
///   <key>X</key><string>v</string> (plist),
///   <name>X</name><value>v</value> (Hadoop)          -> .../X = v
/// Elements in comments are read as such. <script> is read as JavaScript.
///
/// Source: https://www.w3.org/TR/xml/ (read 2026-11)
void ReadXml(Emitter& emitter, Span range);

}  // namespace keylint::decode
