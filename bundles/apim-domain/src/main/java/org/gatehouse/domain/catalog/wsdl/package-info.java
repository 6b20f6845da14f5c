/** WSDLs of APIs whose back ends speak SOAP: 1.1 (W3C Note of March 2001) and 2.0 (W3C Recommendation of June 2007). */
@NullMarked
@Export
@Version("1.0.0")
package org.gatehouse.domain.catalog.wsdl;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
