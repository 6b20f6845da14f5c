package org.gatehouse.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameStartingWith;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.validation.SchemaFactory;
import javax.xml.xpath.XPathFactory;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The sentences of {@code bundles/README.md}. */
final class LayersTest {
    private static final String HOUSE = "org.gatehouse.";
    private static final String COMPONENT = "org.osgi.service.component.annotations.Component";
    private static final String MADE_OF_A_RECORD = "io.soabase.recordbuilder.core.RecordBuilderGenerated";
    private static final String MADE_BY_THRIFT = HOUSE + "keys.thrift.wire";
    private static final String[] ROOMS = {"publisher", "store", "tiers", "identity", "keys", "gateway"};

    private final JavaClasses house = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.gatehouse");

    @Test
    void everyRoomWasRead() {
        Stream.of(ROOMS)
                .forEach(room -> assertThat(house.stream().map(JavaClass::getPackageName))
                        .anyMatch(name -> name.startsWith(HOUSE + room)));
    }

    @Test
    void theDomainKnowsNothing() {
        classes()
                .that()
                .resideInAPackage(HOUSE + "domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        HOUSE + "domain..",
                        "java..",
                        "javax.net.ssl",
                        "javax.crypto..",
                        "javax.xml..",
                        "org.w3c.dom..",
                        "org.xml.sax..",
                        "org.jspecify..",
                        "org.osgi.annotation..",
                        "io.soabase.recordbuilder.core..")
                .check(house);
    }

    @TestFactory
    Stream<DynamicTest> roomsNeverImportRooms() {
        return Stream.of(ROOMS)
                .map(room -> DynamicTest.dynamicTest(
                        room,
                        () -> noClasses()
                                .that()
                                .resideInAPackage(HOUSE + room)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(Stream.of(ROOMS)
                                        .filter(other -> !other.equals(room))
                                        .map(other -> HOUSE + other)
                                        .toArray(String[]::new))
                                .check(house)));
    }

    @Test
    void onlyPersistenceSeesSql() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + "persistence..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..")
                .check(house);
    }

    @Test
    void onlyTheSearchSeesLucene() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + "persistence.search..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.lucene..")
                .check(house);
    }

    @Test
    void onlyTheGatewayAndSoapSeeSynapse() {
        noClasses()
                .that()
                .resideOutsideOfPackages(HOUSE + "gateway..", HOUSE + "soap..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.synapse..", "org.apache.axis2..", "org.apache.axiom..")
                .check(house);
    }

    @Test
    void onlyTheTransportSeesNetty() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + "gateway.transport..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty..")
                .check(house);
    }

    @Test
    void onlyDoorsSeeServlets() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        HOUSE + "front..",
                        HOUSE + "web..",
                        HOUSE + "jaxrs..",
                        HOUSE + "rest..",
                        HOUSE + "keys.oauth2..",
                        HOUSE + "keys.thrift..",
                        HOUSE + "soap..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..")
                .check(house);
    }

    @Test
    void everyServletIsBehindTheFront() {
        classes()
                .that()
                .resideOutsideOfPackage(HOUSE + "front..")
                .and()
                .areAssignableTo("jakarta.servlet.Servlet")
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .should()
                .beAssignableTo("org.gatehouse.front.BehindFront")
                .check(house);
    }

    /** One that is would be asked without the front, whatever its type. */
    @Test
    void noServletIsRegisteredByItself() {
        assertThat(house.stream()
                        .flatMap(each -> each.tryGetAnnotationOfType(COMPONENT).stream())
                        .flatMap(component -> component.get("service").stream())
                        .flatMap(services -> Stream.of((JavaClass[]) services))
                        .map(JavaClass::getFullName))
                .contains("org.gatehouse.front.BehindFront")
                .noneMatch(name -> name.startsWith("jakarta.servlet."));
    }

    /** One that does not say so answers that there is nothing while it is away. */
    @Test
    void everyDoorSaysWhereItIs() {
        Set<String> said = house.stream()
                .filter(each -> each.getAnnotations().stream()
                        .anyMatch(annotation ->
                                annotation.getRawType().getName().startsWith("org.osgi.annotation.bundle.Capabilit")))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        assertThat(house.stream()
                        .filter(each -> !each.getPackageName().startsWith(HOUSE + "front"))
                        .filter(each -> each.isAssignableTo("org.gatehouse.front.BehindFront"))
                        .filter(each -> each.isAnnotatedWith(COMPONENT))
                        .map(JavaClass::getPackageName))
                .isNotEmpty()
                .allMatch(said::contains);
    }

    @Test
    void onlyTheContainerSeesJetty() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + "container..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..", "org.ops4j..")
                .check(house);
    }

    /** Who asks for these paths himself forgets that tenants' administrators have them, too. */
    @Test
    void whoRunsOrManagesTheServerIsAskedOfTheCaller() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + "domain..")
                .and()
                .doNotHaveFullyQualifiedName(HOUSE + "identity.FirstAccounts")
                .should()
                .accessField(Permission.class, "ADMINISTER")
                .orShould()
                .accessField(Permission.class, "MANAGE")
                .check(house);
    }

    /** One that somebody sets up for himself has other bounds, and by name it is whatever some bundle brings. */
    @Test
    void parsersOfXmlAreMadeInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HOUSE + "domain.xml")
                .should()
                .callMethodWhere(target(nameStartingWith("new"))
                        .and(target(owner(assignableTo(DocumentBuilderFactory.class)
                                .or(assignableTo(SAXParserFactory.class))
                                .or(assignableTo(TransformerFactory.class))
                                .or(assignableTo(SchemaFactory.class))
                                .or(assignableTo(XPathFactory.class))
                                .or(assignableTo(XMLInputFactory.class))))))
                .check(house);
    }

    /** One reader for messages of the gateway, one for those of the SOAP services. */
    @Test
    void axiomReadsInOnePlaceOfEachDoor() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(HOUSE + "gateway.mediation.message.XmlReader")
                .and()
                .doNotHaveFullyQualifiedName(HOUSE + "soap.AxiomXml")
                .should()
                .callMethodWhere(target(nameStartingWith("create"))
                        .and(target(owner(assignableTo("org.apache.axiom.om.OMXMLBuilderFactory")
                                .or(assignableTo("org.apache.axiom.om.util.StAXUtils"))
                                .or(assignableTo("org.apache.axiom.om.util.AXIOMUtil"))
                                .or(assignableTo("org.apache.axiom.om.impl.builder.StAXOMBuilder"))))))
                .check(house);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.gatehouse.(*).(*)..").should().beFreeOfCycles().check(house);
    }

    /** Each package by itself, those within a package too. That an interface makes the one kind there is of it ties none. */
    @Test
    void packagesWithinABundleHaveNoCycles() {
        slices().matching("org.gatehouse.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(
                        HOUSE + "gateway.transport.Headers", HOUSE + "gateway.transport.internal.PlainHeaders")
                .check(house);
    }

    @Test
    void noPackageLeavesNullsOpen() {
        assertThat(house.stream().map(JavaClass::getPackage).distinct())
                .hasSizeGreaterThan(ROOMS.length)
                .filteredOn(each -> !each.getName().equals(MADE_BY_THRIFT))
                .filteredOn(each -> !each.isAnnotatedWith(NullMarked.class))
                .extracting(JavaPackage::getName)
                .isEmpty();
    }

    /** What these rooms do they do for somebody. The key managers are there for all of them. */
    @Test
    void whoCallsComesFirstInEveryVerbOfARoom() {
        List<JavaMethod> verbs = house.stream()
                .filter(room -> Set.of(HOUSE + "publisher", HOUSE + "store").contains(room.getPackageName()))
                .filter(room -> room.getModifiers().contains(JavaModifier.PUBLIC)
                        && !room.isRecord()
                        && !room.isInterface()
                        && room.isTopLevelClass()
                        && !room.isAnnotatedWith(MADE_OF_A_RECORD)
                        && !room.getSimpleName().equals("KeyManagers"))
                .flatMap(room -> room.getMethods().stream())
                .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                .toList();
        assertThat(verbs)
                .hasSizeGreaterThan(30)
                .allSatisfy(verb -> assertThat(verb.getRawParameterTypes())
                        .as(verb.getFullName())
                        .isNotEmpty()
                        .first()
                        .satisfies(first ->
                                assertThat(first.isEquivalentTo(Caller.class)).isTrue()));
    }

    @Test
    void namesSayWhatSetsAClassApart() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Utils?|Helper|Constants)")
                .check(house);
    }
}
