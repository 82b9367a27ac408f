"""SMS, Zalo and e-mail: by the way each citizen chose, against the stand-in gateway."""
