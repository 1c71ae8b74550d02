package dev.cellroute.deployment;

/** A notebook to be deployed, and its deployment on the way. */
record Plot(Blueprint blueprint, Building building) {
  static Plot of(Blueprint blueprint) {
    return new Plot(blueprint, new Building());
  }

  Site.Key key() {
    return blueprint.key();
  }

  String name() {
    return blueprint.name();
  }
}
